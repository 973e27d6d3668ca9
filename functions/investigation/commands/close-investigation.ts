import { recordActor } from '#platform/actor/actor.ts';
import { refuse } from '#platform/authorization/authorize.ts';
import { notifying, stationsOf, type OfficerCommand } from '#platform/case/case-change.ts';
import { addSeconds } from '#platform/clock.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError, ForbiddenError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { isPending } from '#platform/task/case-tasks.ts';
import type { ClosingProposal } from '#functions/investigation/model/closing.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import type { ClosingConsent, ClosingRequest } from '#functions/investigation/requests/closing-request.ts';
import type { Reason } from '#functions/investigation/requests/step-decision.ts';

import { changedTasks, withStatus } from './changed-tasks.ts';
import { fitForClosing } from './fit-for-closing.ts';
import { changeProcedure, otherStation, requireNotClosed } from './investigation-change.ts';

/**
 * Proposes to close the case with the content that the officer names. Nothing is closed by it.
 * @throws ConflictError `closing-pending`, `content-changed`, or why the case has no such outcome; see `fitForClosing`
 */
export function proposeClosing(
  platform: Platform,
  command: OfficerCommand,
  request: ClosingRequest,
): Promise<Reply> {
  const { consentReminderSeconds } = platform.deployment.timers.investigation;
  const { actor } = command;
  return changeProcedure(platform, 'investigation.proposeClosing', command, async (state, at) => {
    requireNotClosed(state);
    if (isStanding(state))
      throw new ConflictError(
        'closing-pending',
        'A closing is proposed already: consent to it, or refuse it.',
      );
    requireContent(state, request.contentVersion);
    await fitForClosing(platform, state, request);
    const closing: ClosingProposal = {
      ...request,
      stationId: actor.stationId,
      proposedAt: at.toISOString(),
      proposedBy: recordActor(actor),
      remindAt: addSeconds(at, consentReminderSeconds).toISOString(),
    };
    const { outcome, note, mergedInto, contentVersion } = closing;
    return notifying(
      {
        next: { ...state, closing },
        event: { type: 'closingProposed', data: { outcome, note, mergedInto, contentVersion } },
        answer: { outcome },
      },
      [{ kind: 'closingProposed', stationIds: [otherStation(state, actor.stationId)], toTopic: false }],
      at,
    );
  });
}

/**
 * Consents to what the other station has proposed: with that the case is closed, by both, with the same content.
 * @throws ForbiddenError `own-proposal` when the officer's own station proposed it
 * @throws ConflictError `no-proposal`, `content-changed`, or why the case has no such outcome any more; see `fitForClosing`
 */
export function consentClosing(
  platform: Platform,
  command: OfficerCommand,
  { contentVersion }: ClosingConsent,
): Promise<Reply> {
  const { actor, caseId } = command;
  return changeProcedure(platform, 'investigation.consentClosing', command, async (state, at) => {
    requireNotClosed(state);
    const proposal = requireProposal(state);
    if (proposal.stationId === actor.stationId)
      return refuse(platform, actor, 'investigation.consentClosing', caseId, ownProposal());
    requireContent(state, contentVersion);
    requireContent(state, proposal.contentVersion);
    const checks = await fitForClosing(platform, state, proposal);
    const { closing: _, ...rest } = state;
    const { remindAt: __, ...agreed } = proposal;
    const closedAt = at.toISOString();
    const next: InvestigationCase = {
      ...rest,
      status: 'closed',
      closedAt,
      outcome: proposal.outcome,
      closure: { ...agreed, consentedAt: closedAt, consentedBy: recordActor(actor) },
    };
    const { outcome, mergedInto } = proposal;
    return notifying(
      {
        next,
        event: { type: 'closed', data: { outcome, mergedInto, contentVersion } },
        writes: [
          ...checks,
          ...(await changedTasks(platform.store, state, ({ tasks }) =>
            withStatus(tasks, 'cancelled', isPending),
          )),
        ],
        answer: { outcome },
      },
      [{ kind: 'investigationClosed', stationIds: stationsOf(next), toTopic: false }],
      at,
    );
  });
}

/**
 * Refuses what the other station has proposed, or takes the own proposal back.
 * @throws ConflictError `no-proposal`
 */
export function refuseClosing(
  platform: Platform,
  command: OfficerCommand,
  { reason }: Reason,
): Promise<Reply> {
  const { stationId } = command.actor;
  return changeProcedure(platform, 'investigation.refuseClosing', command, (state, at) => {
    requireNotClosed(state);
    const proposal = requireProposal(state);
    const { closing: _, ...next } = state;
    const withdrawn = proposal.stationId === stationId;
    return notifying(
      { next, event: { type: 'closingRefused', data: { outcome: proposal.outcome, reason, withdrawn } } },
      [{ kind: 'closingRefused', stationIds: [otherStation(state, stationId)], toTopic: false }],
      at,
    );
  });
}

function requireProposal({ closing }: InvestigationCase): ClosingProposal {
  if (closing !== undefined) return closing;
  throw new ConflictError('no-proposal', 'No closing is proposed, or it became void when the case changed.');
}

function requireContent({ contentVersion }: InvestigationCase, named: number): void {
  if (contentVersion === named) return;
  throw new ConflictError('content-changed', 'The case has changed: read it again, then decide.', {
    contentVersion,
  });
}

/** Whether a closing is proposed with the present content. One that a task's finding has overtaken can be proposed anew. */
function isStanding({ closing, contentVersion }: InvestigationCase): boolean {
  return closing?.contentVersion === contentVersion;
}

function ownProposal(): ForbiddenError {
  return new ForbiddenError('own-proposal', 'The other station has to consent to your station’s proposal.');
}
