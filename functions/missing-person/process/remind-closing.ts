import { addSeconds } from '#platform/clock.ts';
import type { Platform } from '#platform/platform.ts';
import { notifying } from '#platform/case/case-change.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';

import type { ProcessRun } from '#platform/case/process-step.ts';
import { takeStep } from './process-step.ts';

/** Reminds the requesting station of a case that is over and not closed; again after the same time until it is. */
export async function remindClosing(platform: Platform, run: ProcessRun): Promise<void> {
  const { closeReminderSeconds } = platform.deployment.timers.missingPerson;
  await takeStep(platform, run, 'remindClosing', (state, at) => {
    if (!isReminderDue(state, at) || state.closing === undefined) return undefined;
    const remindAt = addSeconds(at, closeReminderSeconds).toISOString();
    return notifying(
      {
        next: { ...state, closing: { ...state.closing, remindAt } },
        event: { type: 'closingReminded', data: { status: state.status } },
      },
      [
        {
          kind: 'closeReminder',
          stationIds: [state.requestingStationId],
          toTopic: false,
        },
      ],
      at,
    );
  });
}

/** Whether the station is to be reminded now. */
export function isReminderDue({ status, closing }: MissingPersonCase, at: Date): boolean {
  if (status === 'searching' || status === 'closed' || closing === undefined) return false;
  return Date.parse(closing.remindAt) <= at.getTime();
}
