import type { Execution, StateMachine } from './execution.ts';
import { machineEntry, progressEntry } from './journal-entry.ts';
import type { JournalEntry } from './journal-entry.ts';

/** AWS forgets a closed execution after 90 days. */
const KEPT_FOR = 90 * 24 * 3_600_000;

/** The shortest journal that tells the same: one entry for each execution that is still to be known, and the machines. */
export function* shortestJournal(
  executions: readonly Execution[],
  machines: readonly StateMachine[],
): Generator<JournalEntry> {
  const told = new Set<string>();
  for (const machine of [...executions.map((execution) => execution.machine), ...machines]) {
    if (!told.has(machine.revision)) yield machineEntry(machine);
    told.add(machine.revision);
  }
  for (const execution of executions) {
    yield progressEntry(execution, {
      events: execution.history,
      threads: [...execution.threads.values()],
      removed: [],
    });
  }
}

/** Whether an execution ended so long ago that it is forgotten. */
export function isForgotten(execution: Execution, now: number): boolean {
  return execution.stoppedAt !== undefined && now - execution.stoppedAt > KEPT_FOR;
}
