import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { refuse } from '#platform/authorization/authorize.ts';
import { notifying, requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError, ForbiddenError, InvalidRequestError } from '#platform/errors.ts';
import { commitmentOf } from '#functions/transfer/custody/commitment.ts';
import type { Verdict } from '#functions/transfer/model/handover.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';
import type { ReceiptRequest, Refusal } from '#functions/transfer/requests/handover.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';

import { toBothStations, toChiefs } from './to-chiefs.ts';
import { changeTransfer, signatory, withCustodyEntry } from './transfer-change.ts';

/**
 * A different officer, of the receiving station, takes the suspect over: with this commit custody moves.
 * @throws ConflictError `handover-window-over` when the receipt comes too late, whether or not the process has said so yet
 * @throws ForbiddenError `same-officer` when the person who released signs the receipt too
 * @throws InvalidRequestError when a thing of the property list is not named, or something else is
 */
export function receive(
  platform: TransferPlatform,
  command: OfficerCommand,
  { health, property }: ReceiptRequest,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.receive', command, async (state, at) => {
    await requireHandover(platform, state, command.actor, at);
    requireEveryItem(state, property);
    const receipt = { at: at.toISOString(), by: recordActor(command.actor), health, property };
    const { handover: _, ...rest } = state;
    const next: TransferCase = { ...rest, status: 'received', receipt };
    const objections = [health, ...property].filter(({ decision }) => decision === 'objected').length;
    const change = notifying(
      { next, event: { type: 'received', data: { health, property, objections } }, answer: { objections } },
      [toBothStations(next, 'suspectReceived')],
      at,
    );
    const confirmation = (verdict: Verdict) =>
      verdict.decision === 'confirmed'
        ? ({ outcome: 'confirmed' } as const)
        : ({
            outcome: 'objected',
            objectionHash: commitmentOf(verdict.objection, state.commitmentSalt),
          } as const);
    return withCustodyEntry(
      platform,
      state,
      {
        type: 'received',
        at: receipt.at,
        by: signatory(command.actor),
        property: property.map((verdict) => ({
          itemId: verdict.itemId,
          confirmation: confirmation(verdict),
        })),
        health: confirmation(health),
      },
      change,
    );
  });
}

/**
 * The receiving station does not take the suspect over: custody stays where it was, both chiefs are told.
 * @throws ConflictError `handover-window-over` when it comes too late
 */
export function refuseReceipt(
  platform: TransferPlatform,
  command: OfficerCommand,
  { reason }: Refusal,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.receive', command, async (state, at) => {
    await requireHandover(platform, state, command.actor, at);
    const next = afterFailedHandover(state);
    const change = notifying(
      { next, event: { type: 'receiptRefused', data: { reason } } },
      [toChiefs(next, 'receiptRefused')],
      at,
    );
    const reasonHash = commitmentOf(reason, state.commitmentSalt);
    const by = signatory(command.actor);
    return withCustodyEntry(
      platform,
      state,
      { type: 'receiptRefused', at: at.toISOString(), by, reasonHash },
      change,
    );
  });
}

/** The case after a handover that came to nothing: still approved, without appointment. */
export function afterFailedHandover(state: TransferCase): TransferCase {
  const { handover: _, appointment: __, ...rest } = state;
  return { ...rest, status: 'approved' };
}

async function requireHandover(
  platform: TransferPlatform,
  state: TransferCase,
  actor: OfficerActor,
  at: Date,
): Promise<void> {
  requireStatus(state, 'handingOver');
  const { handover, caseId } = state;
  if (handover?.releasedBy.kind === 'officer' && handover.releasedBy.officerId === actor.officerId) {
    const message = 'Whoever released the suspect cannot sign the receipt.';
    const error = new ForbiddenError('same-officer', message);
    await refuse(platform, actor, 'transfer.receive', caseId, error);
  }
  if (handover === undefined || Date.parse(handover.windowEndsAt) <= at.getTime())
    throw new ConflictError(
      'handover-window-over',
      'The time for the receipt is over: custody stays where it was. Make another appointment.',
    );
}

function requireEveryItem({ preparation }: TransferCase, verdicts: ReceiptRequest['property']): void {
  const listed = preparation.property.map(({ itemId }) => itemId);
  const named = verdicts.map(({ itemId }) => itemId);
  const refuse = (message: string): never => {
    throw new InvalidRequestError([{ field: 'property', message }]);
  };
  const missing = listed.filter((id) => !named.includes(id));
  if (missing.length > 0) refuse(`must confirm or object to every thing; not named: ${missing.join(', ')}`);
  const unknown = named.filter((id) => !listed.includes(id));
  if (unknown.length > 0) refuse(`names what is not on the list: ${unknown.join(', ')}`);
  if (new Set(named).size !== named.length) refuse('names a thing twice');
}
