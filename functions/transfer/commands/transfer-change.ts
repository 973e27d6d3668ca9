import type { OfficerActor } from '#platform/actor/actor.ts';
import { refuse } from '#platform/authorization/authorize.ts';
import type { CaseAction } from '#platform/authorization/permission-table.ts';
import * as cases from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ForbiddenError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { custodyEntryWrites } from '#functions/transfer/custody/custody-entry-writes.ts';
import type { CustodyEvent } from '#functions/transfer/custody/custody-facts.ts';
import { transferCaseSchema, type TransferCase } from '#functions/transfer/model/transfer-case.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';

import { withDecisionsDue } from './decisions-due.ts';

/** What a command on a suspect transfer comes to. */
export type TransferChange = cases.CaseChange<TransferCase>;

/**
 * Runs an officer's command on a suspect transfer; see `runCaseCommand` for what it throws.
 * @throws ConflictError when `decide` finds nothing to do
 */
export function changeTransfer(
  platform: Platform,
  action: CaseAction,
  command: cases.OfficerCommand,
  decide: (state: TransferCase, at: Date) => TransferChange | Promise<TransferChange>,
): Promise<Reply> {
  return cases.changeCase(platform, transferCaseSchema, action, command, async (state, at) =>
    settled(state, await decide(state, at), at),
  );
}

/**
 * The change with what follows from every change: which decisions are due, and who has to look again. Each may move a timer,
 * so the process always looks; where the case stands elsewhere than before, so do the alerts.
 */
export function settled(before: TransferCase, change: TransferChange, at: Date): TransferChange {
  const { next } = change;
  const wake = next.status === before.status ? cases.wakeProcess(before) : cases.wakeAll(before);
  return {
    ...change,
    next: withDecisionsDue(next, at),
    effects: [...(change.effects ?? []), wake],
  };
}

/**
 * The change together with its entry of the custody chain, in one transaction.
 * @throws SignatureUnavailableError when the key of the station cannot be used now
 */
export async function withCustodyEntry(
  { signer }: TransferPlatform,
  state: TransferCase,
  event: CustodyEvent,
  change: TransferChange,
): Promise<TransferChange> {
  const { writes, custody } = await custodyEntryWrites(signer, state, event);
  return {
    ...change,
    next: { ...change.next, custody },
    event: { ...change.event, data: { ...change.event.data, custodyEntry: custody.sequence } },
    writes: [...(change.writes ?? []), ...writes],
  };
}

/** The officer as the custody chain names them. */
export function signatory({ officerId, stationId }: OfficerActor) {
  return { kind: 'officer', officerId, stationId } as const;
}

/**
 * Refuses, and writes the refusal into the audit, unless the officer's station holds the suspect.
 * @throws ForbiddenError `not-the-custodian`
 */
export async function requireCustodian(
  platform: Platform,
  action: CaseAction,
  { caseId, custody: { custodian } }: TransferCase,
  actor: OfficerActor,
): Promise<void> {
  if (custodian.kind === 'station' && custodian.stationId === actor.stationId) return;
  const message = 'Only the station that holds the suspect can say this.';
  await refuse(platform, actor, action, caseId, new ForbiddenError('not-the-custodian', message));
}

/** Whether the receiving station holds the suspect: the transfer has been done. */
export function isTransferDone({ custody, requestingStationId }: TransferCase): boolean {
  return custody.custodian.kind === 'station' && custody.custodian.stationId === requestingStationId;
}

/** The case without approval, appointment and handover: they have to begin anew. */
export function withoutApproval(state: TransferCase): TransferCase {
  const { appointment: _, handover: __, ...rest } = state;
  return { ...rest, approvals: [] };
}
