import { functionRetries } from './retry.ts';

/** Whole seconds until the process is due again by its own outlook, at least one: the timeout of a wait. */
export const SECONDS_UNTIL_DUE =
  '{% $max([1, $ceil(($toMillis($outlook.dueAt) - $toMillis($states.context.State.EnteredTime)) / 1000)]) %}';

/** Placeholder of the ARN of the function that registers waits. */
export const REGISTER_WAIT_FUNCTION_ARN = 'RegisterWaitFunctionArn';

/** Where a process goes when a step has failed beyond its retries. */
export const failStep = { ErrorEquals: ['States.ALL'], Next: 'StepFailed' } as const;

/**
 * A wait for news of the case or for the next timer, whichever comes first; either way the process looks again. Needs the
 * variables `caseId` and `outlook` (`dueAt`, `seenVersion`).
 * @param name name of the wait, or an expression for it
 */
export function awaitNews(name: string, comment: string) {
  return {
    Type: 'Task',
    Comment: comment,
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: {
      FunctionName: `\${${REGISTER_WAIT_FUNCTION_ARN}}`,
      Payload: {
        token: '{% $states.context.Task.Token %}',
        executionArn: '{% $states.context.Execution.Id %}',
        caseId: '{% $caseId %}',
        name,
        seenVersion: '{% $outlook.seenVersion %}',
        dueAt: '{% $outlook.dueAt %}',
      },
    },
    Output: {},
    TimeoutSeconds: SECONDS_UNTIL_DUE,
    Retry: functionRetries,
    Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Look' }, failStep],
    Next: 'Look',
  };
}

/** A branch of a Choice: the process's outlook says that `next` is due. */
export function whenDue(next: string, state: string) {
  return { Condition: `{% $outlook.next = "${next}" %}`, Next: state };
}
