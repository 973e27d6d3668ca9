import type { Execution, Thread } from './execution.ts';
import { progressEntry } from './journal-entry.ts';
import type { ProgressEntry } from './journal-entry.ts';

/** What of an execution the journal has not been told yet. */
export class UnsavedChanges {
  readonly #execution: Execution;
  #threads = new Set<Thread>();
  #removed: number[] = [];
  #events: number;

  /** `savedEvents` is how much of the history the journal has already. */
  constructor(execution: Execution, savedEvents: number) {
    this.#execution = execution;
    this.#events = savedEvents;
  }

  /** Notes that a thread has changed. */
  touch(thread: Thread): void {
    this.#threads.add(thread);
  }

  /** Notes that a thread is no more. */
  forget(thread: Thread): void {
    this.#threads.delete(thread);
    this.#removed.push(thread.id);
  }

  /** The entry to tell the journal, which counts as told from now on; undefined if nothing has changed. */
  take(): ProgressEntry | undefined {
    const { history, threads } = this.#execution;
    const events = history.slice(this.#events);
    const changed = [...this.#threads].filter((thread) => threads.get(thread.id) === thread);
    if (events.length === 0 && changed.length === 0 && this.#removed.length === 0) return undefined;
    const entry = progressEntry(this.#execution, { events, threads: changed, removed: this.#removed });
    this.#events = history.length;
    this.#threads = new Set();
    this.#removed = [];
    return entry;
  }
}
