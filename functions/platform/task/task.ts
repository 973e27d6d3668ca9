import * as z from 'zod';

import { casePartition } from '#platform/case/case.ts';
import { localizedTextSchema } from '#platform/localized-text.ts';
import type { Key } from '#platform/store/item-store.ts';

/**
 * Where a task stands. `superseded`: a newer plan no longer wants it. `cancelled`: the case ended first.
 * A task past its deadline stays `open` or `assigned` and carries `escalatedAt`.
 */
export const taskStatusSchema = z.enum(['open', 'assigned', 'done', 'superseded', 'cancelled']);

/** One thing that a station has to do for a case, with its deadline. */
export const taskSchema = z.object({
  taskId: z.string(),
  /** The same for the same object in each version of a plan, so that begun tasks survive a re-plan. */
  planKey: z.string(),
  planNumber: z.int().min(1),
  kind: z.string(),
  label: localizedTextSchema,
  featureIds: z.array(z.string()),
  /** Chance that what is looked for is there, 0 to 1. */
  probability: z.number().min(0).max(1),
  dueAt: z.iso.datetime(),
  status: taskStatusSchema,
  assigneeId: z.string().optional(),
  assignedAt: z.iso.datetime().optional(),
  reportedAt: z.iso.datetime().optional(),
  reportedBy: z.string().optional(),
  finding: z.enum(['nothing', 'something']).optional(),
  note: z.string().optional(),
  /** When the task was overdue and its station's desk was told. */
  escalatedAt: z.iso.datetime().optional(),
});

/** One thing that a station has to do for a case, with its deadline. */
export type Task = z.infer<typeof taskSchema>;

/** The tasks of one station for one case: one item, so that a plan of hundreds fits one transaction. */
export const stationTasksSchema = z.object({
  caseId: z.string(),
  stationId: z.string(),
  tasks: z.array(taskSchema),
});

/** The tasks of one station for one case. */
export type StationTasks = z.infer<typeof stationTasksSchema>;

/** Sort-key prefix of the task items of a case. */
export const TASKS_PREFIX = 'TASKS#';

/** Key of a station's tasks for a case. */
export function stationTasksKey(caseId: string, stationId: string): Key {
  return { pk: casePartition(caseId), sk: `${TASKS_PREFIX}${stationId}` };
}
