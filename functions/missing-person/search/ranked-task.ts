import type { TaskDeadlines } from './search-profile.ts';
import type { SearchTask } from './search-plan.ts';

/** A task below this is not given: one in a thousand is not worth a patrol's time or a message. */
const LEAST_TASK_PROBABILITY = 0.001;

/**
 * Completes a task from its probability in each ring, from the inside: the likeliest ring is its ring and sets its deadline.
 *
 * @returns undefined when the task is too unlikely to be given
 */
export function rankedTask(
  task: Pick<SearchTask, 'key' | 'kind' | 'label' | 'featureIds'>,
  probabilityByRing: number[],
  deadlines: TaskDeadlines,
): SearchTask | undefined {
  const probability = probabilityByRing.reduce((sum, part) => sum + part, 0);
  if (probability < LEAST_TASK_PROBABILITY) return undefined;
  const ring = probabilityByRing.indexOf(Math.max(...probabilityByRing));
  const minutes = deadlines[task.kind];
  const deadlineMinutes = minutes[Math.min(ring, minutes.length - 1)] ?? Math.max(...minutes);
  return { ...task, ring: ring + 1, probability: Math.min(1, probability), deadlineMinutes };
}
