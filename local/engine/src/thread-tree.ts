import type { Scope } from './definition.ts';
import type { Execution, Thread } from './execution.ts';
import type { JsonValue } from './json.ts';
import type { UnsavedChanges } from './unsaved-changes.ts';

/** How a thread begins: in the first state of a scope. */
interface ThreadStart {
  readonly parent: number | null;
  readonly index: number;
  readonly scope: Scope;
  readonly phase: 'select' | 'enter';
  readonly input: JsonValue;
  /** The event that its first one follows. */
  readonly previous: number;
}

/** The threads of an execution: who started whom, and who has been stopped. */
export class ThreadTree {
  readonly #execution: Execution;
  readonly #unsaved: UnsavedChanges;
  readonly #release: (thread: Thread) => void;
  readonly #stopped = new WeakSet<Thread>();

  /** `release` gives up what a stopped thread waits for. */
  constructor(execution: Execution, unsaved: UnsavedChanges, release: (thread: Thread) => void) {
    this.#execution = execution;
    this.#unsaved = unsaved;
    this.#release = release;
  }

  /** Starts a thread. */
  add(start: ThreadStart): Thread {
    const { scope, ...rest } = start;
    const thread: Thread = {
      ...rest,
      id: this.#execution.nextThread++,
      scope: scope.id,
      state: scope.startAt,
      variables: {},
      beforeEntry: start.previous,
      enteredId: 0,
      enteredAt: 0,
      attempts: [],
      retryCount: 0,
    };
    this.#execution.threads.set(thread.id, thread);
    this.#unsaved.touch(thread);
    return thread;
  }

  /** The thread whose state started a thread. Throws RangeError for the execution's own. */
  parentOf(thread: Thread): Thread {
    const parent = thread.parent === null ? undefined : this.#execution.threads.get(thread.parent);
    if (parent === undefined) throw new RangeError(`Thread ${thread.id} has no parent`);
    return parent;
  }

  /** The threads that a thread's current state started. */
  childrenOf(thread: Thread): Thread[] {
    const children: Thread[] = [];
    for (const child of this.#execution.threads.values())
      if (child.parent === thread.id) children.push(child);
    return children;
  }

  /** Ends a thread and those below it: whatever they wait for does not happen any more. */
  stop(thread: Thread): void {
    this.#stopped.add(thread);
    this.#release(thread);
    for (const child of this.childrenOf(thread)) this.stop(child);
  }

  isStopped(thread: Thread): boolean {
    return this.#stopped.has(thread);
  }

  /** Stops and forgets what a thread's current state started. */
  removeChildrenOf(thread: Thread): void {
    for (const child of this.childrenOf(thread)) {
      this.stop(child);
      this.removeChildrenOf(child);
      this.#execution.threads.delete(child.id);
      this.#unsaved.forget(child);
    }
  }

  /** Forgets all threads. */
  clear(): void {
    for (const thread of this.#execution.threads.values()) this.#unsaved.forget(thread);
    this.#execution.threads.clear();
  }
}
