import { recordActor } from '#platform/actor/actor.ts';
import { refuse } from '#platform/authorization/authorize.ts';
import { notifying, stationsOf, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ForbiddenError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { isPending } from '#platform/task/case-tasks.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import type { ClosingConsent } from '#functions/investigation/requests/closing-request.ts';

import { changedTasks, withStatus } from './changed-tasks.ts';
import { requireContent, requireProposal } from './closing-proposal.ts';
import { withdrawnByClosing } from './find-step.ts';
import { fitForClosing } from './fit-for-closing.ts';
import { changeProcedure, requireNotClosed } from './investigation-change.ts';

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
    const checks = await fitForClosing(platform, state, proposal);
    const { closing: _, ...rest } = state;
    const { remindAt: __, ...agreed } = proposal;
    const closedAt = at.toISOString();
    const by = recordActor(actor);
    const next: InvestigationCase = {
      ...rest,
      status: 'closed',
      closedAt,
      outcome: proposal.outcome,
      steps: state.steps.map((step) => withdrawnByClosing(step, closedAt, by)),
      closure: { ...agreed, consentedAt: closedAt, consentedBy: by },
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

function ownProposal(): ForbiddenError {
  return new ForbiddenError('own-proposal', 'The other station has to consent to your station’s proposal.');
}
