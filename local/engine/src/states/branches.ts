import type { MapState, ParallelState, Scope, State } from '../definition.ts';
import { StateError } from '../errors.ts';
import type { BranchProgress, Failure, Thread } from '../execution.ts';
import type { ExecutionRun } from '../execution-run.ts';
import type { JsonValue } from '../json.ts';

const ENDED: readonly Thread['phase'][] = ['finished', 'failed'];

/** Starts the branches of a Parallel or the iterations of a Map; the state is left when the last has ended. */
export function startBranches(run: ExecutionRun, thread: Thread, branches: BranchProgress): void {
  thread.branches = branches;
  thread.phase = 'branches';
  continueBranches(run, thread, thread.previous);
}

/** Starts as many branches as may run, each following the event `previous`; completes the state if all have ended. */
export function continueBranches(run: ExecutionRun, thread: Thread, previous: number): void {
  const { branches } = thread;
  if (branches === undefined) return;
  const children = run.threads.childrenOf(thread);
  let running = children.filter((child) => !ENDED.includes(child.phase)).length;
  for (let index = children.length; index < branches.size && running < branches.limit; index += 1) {
    startBranch(run, thread, index, previous);
    running += 1;
  }
  if (running === 0) completeBranches(run, thread, branches);
}

function startBranch(run: ExecutionRun, thread: Thread, index: number, previous: number): void {
  const state = branchingState(run, thread);
  const { items, input } = thread.branches ?? {};
  const item = items?.[index] ?? input ?? null;
  const phase = state.type === 'Map' && state.itemSelector !== undefined ? 'select' : 'enter';
  const scope = branchScope(state, index);
  const child = run.threads.add({ parent: thread.id, index, scope, phase, input: item, previous });
  if (phase === 'enter') recordStart(run, state, child);
  run.resume(child);
}

/** Records that an iteration of a Map starts; before its input was made it has not. */
export function recordStart(run: ExecutionRun, state: State, child: Thread): void {
  if (state.type === 'Map')
    run.addEvent(child, 'MapIterationStarted', { name: state.name, index: child.index });
}

function branchingState(run: ExecutionRun, thread: Thread): MapState | ParallelState {
  const state = run.state(thread);
  if (state.type === 'Map' || state.type === 'Parallel') return state;
  throw new TypeError(`A ${state.type} state has no branches`);
}

function branchScope(state: MapState | ParallelState, index: number): Scope {
  const scope = state.type === 'Map' ? state.processor : state.branches[index];
  if (scope === undefined) throw new RangeError(`State ${state.name} has no branch ${index}`);
  return scope;
}

function completeBranches(run: ExecutionRun, thread: Thread, branches: BranchProgress): void {
  const results: JsonValue[] = Array.from({ length: branches.size }, () => null);
  for (const child of run.threads.childrenOf(thread)) results[child.index] = resultOf(child);
  run.addEvent(thread, `${branchingState(run, thread).type}StateSucceeded`, undefined, { aside: true });
  run.threads.removeChildrenOf(thread);
  thread.result = results;
  thread.phase = 'leaving';
}

/** A tolerated failure stands among the results as its error and cause. */
function resultOf(child: Thread): JsonValue {
  if (child.phase === 'finished') return child.result ?? null;
  return { Error: child.failure?.error ?? null, Cause: child.failure?.cause ?? null };
}

/** A branch has come to its end: the next one may start, or the state is complete. */
export function branchFinished(run: ExecutionRun, child: Thread): void {
  const parent = run.threads.parentOf(child);
  const last = child.previous;
  parent.previous = endIteration(run, parent, child, 'MapIterationSucceeded');
  run.resume(parent, () => continueBranches(run, parent, last));
}

/** Records the end of a Map's iteration; gives the event that the state's own next event follows. */
function endIteration(run: ExecutionRun, parent: Thread, child: Thread, type: string): number {
  const state = branchingState(run, parent);
  if (state.type === 'Parallel') return child.previous;
  return run.addEvent(child, type, { name: state.name, index: child.index }, { aside: true });
}

/** A branch has failed: so has its state, unless the Map tolerates it; the other branches are stopped. */
export function branchFailed(run: ExecutionRun, child: Thread, failure: Failure): void {
  const parent = run.threads.parentOf(child);
  const last = child.previous;
  const failures = run.threads.childrenOf(parent).filter(({ phase }) => phase === 'failed').length;
  const tolerated = parent.branches?.toleratedFailures;
  const goesOn = failures <= (tolerated ?? 0);
  if (!goesOn) abortOthers(run, parent, child);
  const started = child.enteredId > 0;
  if (started && failure.error !== 'States.Runtime') endIteration(run, parent, child, 'MapIterationFailed');
  parent.previous = last;
  run.resume(parent, () => {
    if (!goesOn) throw parentFailure(failure, tolerated);
    continueBranches(run, parent, last);
  });
}

/** A Map that says what it tolerates fails for having tolerated too much, be it nothing at all. */
function parentFailure(failure: Failure, tolerated: number | undefined): StateError {
  if (tolerated === undefined) return new StateError(failure.error, failure.cause, failure.heartbeat);
  return new StateError(
    'States.ExceedToleratedFailureThreshold',
    'The specified tolerated failure threshold was exceeded',
  );
}

const ABORTABLE = ['Task', 'Wait', 'Map', 'Parallel'];

/** Stops what still runs beside a failed branch, recording beside the failure that it was aborted. */
function abortOthers(run: ExecutionRun, parent: Thread, failed: Thread): void {
  for (const child of run.threads.childrenOf(parent)) {
    if (child === failed || ENDED.includes(child.phase)) continue;
    recordAborted(run, parent, child, failed.previous);
    run.threads.stop(child);
  }
}

function recordAborted(run: ExecutionRun, parent: Thread, thread: Thread, failure: number): void {
  if (thread.phase === 'select') return;
  const beside = { previous: failure, aside: true };
  const { name, type } = run.state(parent);
  if (type === 'Map') run.addEvent(thread, 'MapIterationAborted', { name, index: thread.index }, beside);
  if (thread.phase === 'enter') return;
  const state = run.state(thread);
  if (ABORTABLE.includes(state.type)) run.addEvent(thread, `${state.type}StateAborted`, undefined, beside);
  for (const child of run.threads.childrenOf(thread))
    if (!ENDED.includes(child.phase)) recordAborted(run, thread, child, failure);
}
