import { activeStatuses } from '#platform/case/case-status.ts';

import type { KindRule } from './kind-rule.ts';

/** What is said of the tasks of any case. */
export const caseworkKinds = {
  /** A task of the station is past its deadline. */
  tasksOverdue: { goesOutWhile: activeStatuses },
  /** A task found something. */
  findingReported: { goesOutWhile: activeStatuses },
  /** A task is given to one officer. */
  taskAssigned: { goesOutWhile: activeStatuses },
} as const satisfies Readonly<Record<string, KindRule>>;
