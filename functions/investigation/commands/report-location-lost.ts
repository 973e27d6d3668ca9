import { notifying, requireStatus, stationsOf, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import type { Reason } from '#functions/investigation/requests/step-decision.ts';

import { changedTasks, withStatus } from './changed-tasks.ts';
import { changeContent } from './investigation-change.ts';
import { isPendingArrestTask } from './plan-arrest.ts';

/**
 * Reports that the suspect is no longer where they were located: the investigation goes on, the tasks of the arrest are off.
 * @throws ConflictError unless the suspect is located
 */
export function reportLocationLost(
  platform: Platform,
  command: OfficerCommand,
  { reason }: Reason,
): Promise<Reply> {
  return changeContent(platform, 'investigation.reportLost', command, async (state, at) => {
    requireStatus(state, 'located');
    const { location, ...rest } = state;
    const next: InvestigationCase = { ...rest, status: 'investigating' };
    return notifying(
      {
        next,
        event: { type: 'locationLost', data: { reason, location } },
        writes: await changedTasks(platform.store, state, ({ tasks }) =>
          withStatus(tasks, 'superseded', isPendingArrestTask),
        ),
      },
      [{ kind: 'suspectLost', stationIds: stationsOf(state), toTopic: true }],
      at,
    );
  });
}
