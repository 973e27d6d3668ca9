import type { Task } from './task.ts';

/** So many tasks that a newer plan made needless are kept, the newest: a station's tasks are one item of 400 KB at most. */
export const MAX_SUPERSEDED = 200;

/** The tasks without the oldest of those that newer plans made needless, when there are more than `MAX_SUPERSEDED`. */
export function withoutOldest(tasks: readonly Task[]): Task[] {
  const superseded = tasks
    .filter(({ status }) => status === 'superseded')
    .toSorted((a, b) => b.planNumber - a.planNumber);
  const dropped = new Set(superseded.slice(MAX_SUPERSEDED));
  return tasks.filter((task) => !dropped.has(task));
}
