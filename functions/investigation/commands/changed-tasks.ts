import type { CaseBase } from '#platform/case/case.ts';
import type { ItemStore, Write } from '#platform/store/item-store.ts';
import { replaceTasks, tasksOf, type KeptTasks } from '#platform/task/case-tasks.ts';
import type { Task } from '#platform/task/task.ts';

/** The writes that leave each station of a case with what `change` makes of its tasks; none where it changes nothing. */
export async function changedTasks(
  store: ItemStore,
  state: Pick<CaseBase, 'caseId' | 'requestingStationId' | 'assistingStationId'>,
  change: (kept: KeptTasks) => readonly Task[],
): Promise<Write[]> {
  const kept = await tasksOf(store, state);
  return kept.flatMap((before) => {
    const tasks = change(before);
    return tasks === before.tasks ? [] : [replaceTasks(state.caseId, before, tasks)];
  });
}

/** The tasks with those that `matches` given another status; the same list when none does. */
export function withStatus(
  tasks: readonly Task[],
  status: Task['status'],
  matches: (task: Task) => boolean,
): readonly Task[] {
  if (!tasks.some(matches)) return tasks;
  return tasks.map((task) => (matches(task) ? { ...task, status } : task));
}
