import { newId } from '#platform/ids.ts';
import type { Task } from '#platform/task/task.ts';

/** The task of an officer's station to bring the papers of an emergency step. */
export function papersTask(stepId: string, dueAt: string, at: Date): Task {
  return {
    taskId: newId('T', at),
    planKey: `papers.${stepId}`,
    planNumber: 1,
    kind: 'papers',
    label: { 'zh-CN': '补办紧急措施的法律手续', en: 'Bring the papers of an emergency step' },
    featureIds: [],
    probability: 1,
    dueAt,
    status: 'open',
  };
}
