import type { Thread } from './execution.ts';
import type { ExecutionRun } from './execution-run.ts';
import { armRetry } from './failure.ts';
import { continueBranches } from './states/branches.ts';
import { armWait } from './states/wait.ts';
import { callService } from './tasks/call-service.ts';
import { awaitChild } from './tasks/child-execution.ts';
import { armTask, endTask, taskState } from './tasks/task-end.ts';

/** Lets every thread of a running execution go on where it was: after a restart, or redriven. */
export function resumeExecution(run: ExecutionRun): void {
  run.startTimeout();
  for (const thread of run.execution.threads.values()) resumeThread(run, thread);
}

function resumeThread(run: ExecutionRun, thread: Thread): void {
  switch (thread.phase) {
    case 'select':
    case 'enter':
    case 'run':
    case 'leaving':
    case 'failing':
      run.resume(thread);
      return;
    case 'timer':
      armWait(run, thread);
      return;
    case 'backoff':
      armRetry(run, thread);
      return;
    case 'invoke':
      if (!endAnswered(run, thread)) callService(run, thread, taskState(run, thread));
      return;
    case 'callback':
      endAnswered(run, thread);
      return;
    case 'child':
      armTask(run, thread);
      run.resume(thread, () => awaitChild(run, thread));
      return;
    case 'branches':
      run.resume(thread, () => continueBranches(run, thread, thread.previous));
      return;
    case 'finished':
    case 'failed':
      return;
  }
}

/** Ends a task whose token had been answered; otherwise opens the token again. Gives whether it had been. */
function endAnswered(run: ExecutionRun, thread: Thread): boolean {
  const outcome = thread.task?.outcome;
  if (outcome === undefined) armTask(run, thread);
  else run.resume(thread, () => endTask(run, thread, outcome));
  return outcome !== undefined;
}
