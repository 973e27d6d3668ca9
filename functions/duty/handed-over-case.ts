import type { CaseSummary } from '#functions/casework/list-cases.ts';
import type { Platform } from '#platform/platform.ts';
import { stationTasksKey, stationTasksSchema, type Task } from '#platform/task/task.ts';

import type { HandedOverCase } from './handover.ts';

/** Overdue tasks that are listed one by one; a plan has hundreds, and a handover is one record of 400 KB at most. */
const LISTED_OVERDUE = 20;

/** How an open case stands for a station at `at`: what waits for its answer and what it has not done in time. */
export async function handedOverCase(
  platform: Platform,
  stationId: string,
  state: CaseSummary,
  note: string | undefined,
  at: Date,
): Promise<HandedOverCase> {
  const found = await platform.store.get(stationTasksKey(state.caseId, stationId), stationTasksSchema);
  const open = (found?.body.tasks ?? []).filter(isOpen);
  const overdue = open.filter(({ dueAt }) => Date.parse(dueAt) <= at.getTime());
  return {
    caseId: state.caseId,
    kind: state.kind,
    status: state.status,
    severity: state.severity,
    drill: state.drill,
    openedAt: state.openedAt,
    awaiting: state.awaiting
      .filter((entry) => entry.stationId === stationId)
      .map(({ notificationId, kind, since }) => ({ notificationId, kind, since })),
    decisionsDue: state.decisionsDue
      .filter((entry) => entry.stationId === stationId)
      .map(({ stationId: _own, ...entry }) => entry),
    untriagedTips: state.untriagedTips,
    openTasks: open.length,
    overdueTasks: overdue.length,
    longestOverdue: overdue
      .toSorted((one, other) => one.dueAt.localeCompare(other.dueAt))
      .slice(0, LISTED_OVERDUE)
      .map(({ taskId, label, dueAt, assigneeId }) => ({
        taskId,
        label,
        dueAt,
        ...(assigneeId === undefined ? {} : { assigneeId }),
      })),
    ...(note === undefined ? {} : { note }),
  };
}

function isOpen({ status }: Task): boolean {
  return status === 'open' || status === 'assigned';
}
