import { notifying, stationsOf } from '#platform/case/case-change.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import { addSeconds } from '#platform/clock.ts';
import type { Platform } from '#platform/platform.ts';
import { standingProposal } from '#functions/investigation/commands/closing-proposal.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';

import { takeStep } from './process-step.ts';

/** Reminds the station that has not answered a proposal to close; again after the same time until it does. */
export async function remindConsent(platform: Platform, run: ProcessRun): Promise<void> {
  const { consentReminderSeconds } = platform.deployment.timers.investigation;
  await takeStep(platform, run, 'remindConsent', (state, at) => {
    const { closing } = state;
    if (!isReminderDue(state, at) || closing === undefined) return undefined;
    const remindAt = addSeconds(at, consentReminderSeconds).toISOString();
    return notifying(
      {
        next: { ...state, closing: { ...closing, remindAt } },
        event: { type: 'consentReminded', data: { outcome: closing.outcome } },
      },
      [
        {
          kind: 'closingReminded',
          stationIds: stationsOf(state).filter((stationId) => stationId !== closing.stationId),
          toTopic: false,
        },
      ],
      at,
    );
  });
}

/** Whether the other station is to be reminded now: not of a proposal that a task's finding has overtaken. */
export function isReminderDue(state: InvestigationCase, at: Date): boolean {
  const remindAt = reminderAt(state);
  return remindAt !== undefined && Date.parse(remindAt) <= at.getTime();
}

/** When the other station is to be reminded of the proposal that stands. */
export function reminderAt(state: InvestigationCase): string | undefined {
  return state.status === 'closed' ? undefined : standingProposal(state)?.remindAt;
}
