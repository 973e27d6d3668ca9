import { contextObject } from './context-object.ts';
import type { Scope, State } from './definition.ts';
import { StateError } from './errors.ts';
import type { Execution, ExecutionStatus, Failure, Phase, Thread } from './execution.ts';
import type { Bindings } from './expression.ts';
import { failState, handleFailure } from './failure.ts';
import type { EventDetails } from './history.ts';
import { progressEntry } from './journal-entry.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { MAXIMUM_EVENTS } from './limits.ts';
import type { Runtime } from './runtime.ts';
import { enterState } from './states/enter-state.ts';
import { leaveState } from './states/leave-state.ts';
import { runState } from './states/run-state.ts';
import { evaluateTemplate, evaluateTyped } from './template.ts';
import type { ExpectedTypes, Template } from './template.ts';
import { ThreadTimers } from './thread-timers.ts';
import type { TimerKind } from './thread-timers.ts';

/** The phases in which a thread has something to do; in any other it waits or has ended. */
const STEPPING: ReadonlySet<Phase> = new Set(['enter', 'run', 'leaving', 'failing']);

/** Unwinds a step whose thread was stopped while the step was waiting. */
class ThreadStopped extends Error {}

/** Unwinds a step whose event does not fit into the history any more. */
class HistoryFull extends Error {}

/** What an expression can see beside the variables: members of `$states`. */
export interface StatesMembers {
  readonly result?: JsonValue;
  readonly errorOutput?: JsonValue;
  readonly token?: string;
  /** Stands in for the state's context object. */
  readonly context?: JsonObject;
}

/** Runs one execution: takes each of its threads from state to state until all of them wait or it ends. */
export class ExecutionRun {
  readonly execution: Execution;
  readonly runtime: Runtime;
  readonly timers: ThreadTimers;
  readonly #stopped = new WeakSet<Thread>();
  #timeout: (() => void) | undefined;
  #dirty = new Set<Thread>();
  #removed: number[] = [];
  #savedEvents: number;
  #closed: (() => void)[] = [];

  /** `savedEvents` is how much of the history the journal has already. */
  constructor(execution: Execution, runtime: Runtime, savedEvents = 0) {
    this.execution = execution;
    this.runtime = runtime;
    this.timers = new ThreadTimers(runtime.clock);
    this.#savedEvents = savedEvents;
  }

  /** Begins the execution with the first state of its machine. */
  start(): void {
    const { execution } = this;
    const [scope] = execution.machine.definition.scopes;
    if (scope === undefined) throw new RangeError(`${execution.machine.name} has no states`);
    const root = this.addThread({ parent: null, index: 0, scope, input: execution.input, previous: 0 });
    const details = { input: execution.inputText, roleArn: execution.machine.roleArn };
    // The first state follows nothing: AWS gives it 0, not the id of this event.
    this.addEvent(root, 'ExecutionStarted', details, { aside: true });
    this.startTimeout();
    this.save();
    this.resume(root);
  }

  /** Sets the timer of the machine's TimeoutSeconds; a redriven execution has its time again. */
  startTimeout(): void {
    const { timeoutSeconds } = this.execution.machine.definition;
    if (timeoutSeconds === undefined) return;
    const at = (this.execution.redrivenAt ?? this.execution.startedAt) + timeoutSeconds * 1000;
    this.#timeout = this.runtime.clock.setTimer(at, () => {
      this.end('TIMED_OUT', 'ExecutionTimedOut', { error: 'States.Timeout' }, { previous: 0 });
    });
  }

  /** Ends the execution because somebody wants it to. */
  abort(reason: Failure): void {
    this.end('ABORTED', 'ExecutionAborted', { ...reason }, { previous: 0, failure: reason });
  }

  /** Lets no timer fire any more; the execution stays as it is. */
  suspend(): void {
    this.#timeout?.();
    this.timers.clearAll();
  }

  /** Whether a thread may still go on. */
  isLive(thread: Thread): boolean {
    return this.execution.status === 'RUNNING' && !this.#stopped.has(thread);
  }

  /** The scope in which a thread runs. */
  scope(thread: Thread): Scope {
    const scope = this.execution.machine.definition.scopes[thread.scope];
    if (scope === undefined)
      throw new RangeError(`${this.execution.machine.name} has no scope ${thread.scope}`);
    return scope;
  }

  /** The state a thread is in. */
  state(thread: Thread): State {
    const state = this.scope(thread).states.get(thread.state);
    if (state === undefined)
      throw new RangeError(`${this.execution.machine.name} has no state ${thread.state}`);
    return state;
  }

  /** Adds an event after the thread's last, or after `previous`, and makes it the thread's last unless it is an `aside`. */
  addEvent(
    thread: Thread,
    type: string,
    details?: EventDetails,
    place: { previous?: number; aside?: boolean } = {},
  ): number {
    const { history } = this.execution;
    if (history.length >= MAXIMUM_EVENTS - 1) throw new HistoryFull();
    const id = history.length + 1;
    const event = { id, previous: place.previous ?? thread.previous, at: this.runtime.clock.now(), type };
    history.push(details === undefined ? event : { ...event, details });
    if (place.aside !== true) thread.previous = id;
    return id;
  }

  /** What an expression of a thread's state can see. */
  bindings(thread: Thread, members: StatesMembers = {}): Bindings {
    const { token, context, ...shown } = members;
    const states = {
      input: thread.input,
      ...shown,
      context: context ?? contextObject(this.execution, thread, this.state(thread), token),
    };
    return { ...this.#variables(thread), states };
  }

  #variables(thread: Thread): JsonObject {
    if (thread.parent === null) return thread.variables;
    const parent = this.execution.threads.get(thread.parent);
    return parent === undefined ? thread.variables : { ...this.#variables(parent), ...thread.variables };
  }

  /** Waits for what a step needs, an evaluation for one. Throws what unwinds the step if its thread was stopped meanwhile. */
  async during<T>(thread: Thread, work: Promise<T>): Promise<T> {
    const outcome = await work.then(
      (value) => ({ value }),
      (thrown: unknown) => ({ thrown }),
    );
    if (!this.isLive(thread)) throw new ThreadStopped();
    if ('thrown' in outcome) throw outcome.thrown;
    return outcome.value;
  }

  /** Evaluates a field of a thread's state. Throws EvaluationError. */
  async evaluate(thread: Thread, template: Template, members?: StatesMembers): Promise<JsonValue> {
    if (template.kind === 'literal') return template.value;
    return this.during(thread, evaluateTemplate(template, this.bindings(thread, members)));
  }

  /** Evaluates a field whose value must be of one type. Throws EvaluationError. */
  evaluateTyped<K extends keyof ExpectedTypes>(
    thread: Thread,
    template: Template,
    expected: K,
  ): Promise<ExpectedTypes[K]> {
    return this.during(thread, evaluateTyped(template, expected, this.bindings(thread)));
  }

  /** Starts a thread in the first state of a scope. */
  addThread(start: {
    parent: number | null;
    index: number;
    scope: Scope;
    input: JsonValue;
    previous: number;
  }): Thread {
    const { scope, ...rest } = start;
    const thread: Thread = {
      ...rest,
      id: this.execution.nextThread++,
      scope: scope.id,
      phase: 'enter',
      state: scope.startAt,
      variables: {},
      beforeEntry: start.previous,
      enteredId: 0,
      enteredAt: 0,
      attempts: [],
      retryCount: 0,
    };
    this.execution.threads.set(thread.id, thread);
    this.#dirty.add(thread);
    return thread;
  }

  /** The threads that a thread's current state started. */
  children(thread: Thread): Thread[] {
    return [...this.execution.threads.values()].filter((child) => child.parent === thread.id);
  }

  /** Ends a thread and those below it: whatever they wait for does not happen any more. */
  stop(thread: Thread): void {
    this.#stopped.add(thread);
    this.timers.clear(thread);
    if (thread.task?.token !== undefined) this.runtime.tokens.delete(thread.task.token);
    for (const child of this.children(thread)) this.stop(child);
  }

  /** Forgets a thread and those below it. */
  remove(thread: Thread): void {
    this.stop(thread);
    for (const child of this.children(thread)) this.remove(child);
    this.execution.threads.delete(thread.id);
    this.#dirty.delete(thread);
    this.#removed.push(thread.id);
  }

  /** Sets a thread's timer; it counts for nothing once the thread has stopped. */
  setTimer(thread: Thread, kind: TimerKind, at: number, fire: () => void): void {
    this.timers.set(thread, kind, at, () => {
      if (this.isLive(thread)) this.resume(thread, fire);
    });
  }

  /**
   * Takes a thread on: does `action`, then whatever its states do, until it waits for something. A StateError that
   * `action` throws fails the state the thread is in.
   */
  resume(thread: Thread, action?: () => void): void {
    this.#dirty.add(thread);
    this.runtime.begin();
    void this.#drive(thread, action).finally(() => {
      this.save();
      this.runtime.end();
    });
  }

  async #drive(thread: Thread, action?: () => void): Promise<void> {
    try {
      if (action !== undefined) await this.#attempt(thread, action);
      while (this.isLive(thread) && STEPPING.has(thread.phase)) {
        await this.#attempt(thread, () => this.#step(thread));
      }
    } catch (thrown) {
      if (!(thrown instanceof ThreadStopped)) this.#crash(thread, thrown);
    }
  }

  /** Does something in a thread; a StateError fails the state that the thread is in. */
  async #attempt(thread: Thread, action: () => void | Promise<void>): Promise<void> {
    if (!this.isLive(thread)) return;
    try {
      const pending = action();
      if (pending !== undefined) await pending;
    } catch (thrown) {
      if (!(thrown instanceof StateError)) throw thrown;
      failState(this, thread, thrown);
    }
  }

  /** Does the next thing of a thread that does not wait. */
  #step(thread: Thread): void | Promise<void> {
    switch (thread.phase) {
      case 'enter':
        return enterState(this, thread);
      case 'run':
        return runState(this, thread);
      case 'leaving':
        return leaveState(this, thread);
      case 'failing':
        return handleFailure(this, thread);
      default:
        throw new TypeError(`A thread that is in ${thread.phase} does no steps`);
    }
  }

  /** Ends the execution for what no state can handle. */
  #crash(thread: Thread, thrown: unknown): void {
    const cause =
      thrown instanceof HistoryFull
        ? `The execution reached the maximum number of history events (${MAXIMUM_EVENTS}).`
        : `The state '${thread.state}' cannot be run: ${String(thrown)}`;
    const failure = { error: 'States.Runtime', cause };
    this.end('FAILED', 'ExecutionFailed', failure, { previous: thread.previous, failure });
  }

  /** Ends the execution; `previous` is the event that its last one follows. */
  end(
    status: ExecutionStatus,
    type: string,
    details: EventDetails,
    options: { previous: number; failure?: Failure; outputText?: string },
  ): void {
    const { execution } = this;
    if (execution.status !== 'RUNNING') return;
    const at = this.runtime.clock.now();
    execution.history.push({
      id: execution.history.length + 1,
      previous: options.previous,
      at,
      type,
      details,
    });
    execution.status = status;
    execution.stoppedAt = at;
    if (options.failure !== undefined) execution.failure = options.failure;
    if (options.outputText !== undefined) execution.outputText = options.outputText;
    this.suspend();
    for (const ended of execution.threads.values()) {
      if (ended.task?.token !== undefined) this.runtime.tokens.delete(ended.task.token);
    }
    if (status === 'SUCCEEDED') {
      this.#removed.push(...execution.threads.keys());
      execution.threads.clear();
    }
    this.save();
    const closed = this.#closed;
    this.#closed = [];
    for (const listener of closed) listener();
  }

  /** Calls `listener` when the execution has ended; at once if it has already. */
  onClosed(listener: () => void): void {
    if (this.execution.status === 'RUNNING') this.#closed.push(listener);
    else listener();
  }

  /** Marks a thread as changed outside of a step, so that the journal is told with the next `save`. */
  touch(thread: Thread): void {
    this.#dirty.add(thread);
  }

  /** Tells the journal what has changed since the last time. */
  save(): void {
    const { journal } = this.runtime;
    if (journal === undefined) return;
    const events = this.execution.history.slice(this.#savedEvents);
    if (events.length === 0 && this.#dirty.size === 0 && this.#removed.length === 0) return;
    const { threads } = this.execution;
    const changed = [...this.#dirty].filter((thread) => threads.get(thread.id) === thread);
    journal.append(progressEntry(this.execution, { events, threads: changed, removed: this.#removed }));
    this.#savedEvents = this.execution.history.length;
    this.#dirty = new Set();
    this.#removed = [];
  }
}
