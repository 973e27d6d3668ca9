import type { State } from './definition.ts';
import { StateError } from './errors.ts';
import type { Execution, ExecutionStatus, Failure, Phase, Thread } from './execution.ts';
import { failState, handleFailure } from './failure.ts';
import type { EventDetails } from './history.ts';
import type { JsonValue } from './json.ts';
import { MAXIMUM_EVENTS } from './limits.ts';
import type { Runtime } from './runtime.ts';
import { enterState } from './states/enter-state.ts';
import { leaveState } from './states/leave-state.ts';
import { runState } from './states/run-state.ts';
import { selectItem } from './states/select-item.ts';
import { evaluateTemplate, evaluateTyped } from './template.ts';
import type { ExpectedTypes, Template } from './template.ts';
import { threadBindings } from './thread-bindings.ts';
import type { StatesMembers } from './thread-bindings.ts';
import { ThreadTimers } from './thread-timers.ts';
import type { TimerKind } from './thread-timers.ts';
import { ThreadTree } from './thread-tree.ts';
import { UnsavedChanges } from './unsaved-changes.ts';

/** The phases in which a thread has something to do; in any other it waits or has ended. */
const STEPPING: ReadonlySet<Phase> = new Set(['select', 'enter', 'run', 'leaving', 'failing']);

/** Unwinds a step whose thread was stopped while the step was waiting. */
class ThreadStopped extends Error {}

/** Unwinds a step whose event does not fit into the history any more. */
class HistoryFull extends Error {}

/** Runs one execution: takes each of its threads from state to state until all of them wait or it ends. */
export class ExecutionRun {
  readonly execution: Execution;
  readonly runtime: Runtime;
  readonly threads: ThreadTree;
  readonly #timers: ThreadTimers;
  #suspended = false;
  #timeout: (() => void) | undefined;
  readonly #unsaved: UnsavedChanges;
  #closed: (() => void)[] = [];

  /** `savedEvents` is how much of the history the journal has already. */
  constructor(execution: Execution, runtime: Runtime, savedEvents = 0) {
    this.execution = execution;
    this.runtime = runtime;
    this.#timers = new ThreadTimers(runtime.clock);
    this.#unsaved = new UnsavedChanges(execution, savedEvents);
    this.threads = new ThreadTree(execution, this.#unsaved, (thread) => this.release(thread));
  }

  /** Begins the execution with the first state of its machine. */
  start(): void {
    const { execution } = this;
    const [scope] = execution.machine.definition.scopes;
    if (scope === undefined) throw new RangeError(`${execution.machine.name} has no states`);
    const root = this.threads.add({
      parent: null,
      index: 0,
      scope,
      phase: 'enter',
      input: execution.input,
      previous: 0,
    });
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

  /** Lets nothing happen any more; the execution stays as it is. */
  suspend(): void {
    this.#suspended = true;
    this.#timeout?.();
    this.#timers.clearAll();
  }

  /** Whether a thread may still go on. */
  isLive(thread: Thread): boolean {
    return this.execution.status === 'RUNNING' && !this.#suspended && !this.threads.isStopped(thread);
  }

  /** The state a thread is in. */
  state(thread: Thread): State {
    const { definition, name } = this.execution.machine;
    const state = definition.scopes[thread.scope]?.states.get(thread.state);
    if (state === undefined) throw new RangeError(`${name} has no state ${thread.state}`);
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

  /** Waits for what a step needs, an evaluation for one. Throws what unwinds the step if its thread was stopped meanwhile. */
  async during<T>(thread: Thread, work: Promise<T>): Promise<T> {
    let value: T;
    try {
      value = await work;
    } catch (thrown) {
      // What goes wrong in a thread that has been stopped concerns nobody any more.
      throw this.isLive(thread) ? thrown : new ThreadStopped();
    }
    if (!this.isLive(thread)) throw new ThreadStopped();
    return value;
  }

  /** Evaluates a field of a thread's state. Throws EvaluationError. */
  async evaluate(thread: Thread, template: Template, members?: StatesMembers): Promise<JsonValue> {
    if (template.kind === 'literal') return template.value;
    return this.during(
      thread,
      evaluateTemplate(template, threadBindings(this.execution, thread, this.state(thread), members)),
    );
  }

  /** Evaluates a field whose value must be of one type. Throws EvaluationError. */
  evaluateTyped<K extends keyof ExpectedTypes>(
    thread: Thread,
    template: Template,
    expected: K,
  ): Promise<ExpectedTypes[K]> {
    return this.during(
      thread,
      evaluateTyped(template, expected, threadBindings(this.execution, thread, this.state(thread))),
    );
  }

  /** Gives up what a thread waits for: its timers, its token, the execution that its task is to end with. */
  release(thread: Thread): void {
    this.#timers.clear(thread);
    const { token, childArn } = thread.task ?? {};
    if (token !== undefined) this.runtime.tokens.delete(token);
    if (thread.phase !== 'child' || childArn === undefined) return;
    const cause = `The Task state in AWS Step Functions execution [${this.execution.arn}] which was managing this resource was aborted`;
    this.runtime.findRun(childArn)?.abort({ cause });
  }

  /** Sets a thread's timer; it counts for nothing once the thread has stopped. */
  setTimer(thread: Thread, kind: TimerKind, at: number, fire: () => void): void {
    this.#timers.set(thread, kind, at, () => {
      if (this.isLive(thread)) this.resume(thread, fire);
    });
  }

  /**
   * Takes a thread on: does `action`, then whatever its states do, until it waits for something. A StateError that
   * `action` throws fails the state the thread is in.
   */
  resume(thread: Thread, action?: () => void): void {
    this.#unsaved.touch(thread);
    this.runtime.begin();
    void this.#drive(thread, action).finally(() => {
      // Another thread's step may have told the journal of this one while it was on its way.
      this.#unsaved.touch(thread);
      this.save();
      this.runtime.end();
    });
  }

  async #drive(thread: Thread, action?: () => void): Promise<void> {
    try {
      const takeStep = (): void | Promise<void> => this.#step(thread);
      // Whoever resumes a thread goes on before the thread has gone far, and is not called back by it meanwhile.
      await this.#attempt(thread, action ?? takeStep);
      while (this.isLive(thread) && STEPPING.has(thread.phase)) {
        // Most steps wait for nothing, and waiting for that would cost more than the step.
        const pending = this.#attempt(thread, takeStep);
        if (pending !== undefined) await pending;
      }
    } catch (thrown) {
      if (!(thrown instanceof ThreadStopped)) this.#crash(thread, thrown);
    }
  }

  /** Does something in a thread; a StateError fails the state that the thread is in. */
  #attempt(thread: Thread, action: () => void | Promise<void>): void | Promise<void> {
    if (!this.isLive(thread)) return undefined;
    const fail = (thrown: unknown): void => {
      if (!(thrown instanceof StateError)) throw thrown;
      failState(this, thread, thrown);
    };
    try {
      return action()?.catch(fail);
    } catch (thrown) {
      return fail(thrown);
    }
  }

  /** Does the next thing of a thread that does not wait. */
  #step(thread: Thread): void | Promise<void> {
    switch (thread.phase) {
      case 'select':
        return selectItem(this, thread);
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
    this.#timeout?.();
    for (const ended of execution.threads.values()) this.release(ended);
    if (status === 'SUCCEEDED') this.threads.clear();
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
    this.#unsaved.touch(thread);
  }

  /** Tells the journal what has changed since the last time. */
  save(): void {
    const { journal } = this.runtime;
    const changes = journal && this.#unsaved.take();
    if (changes !== undefined) journal?.append(changes);
  }
}
