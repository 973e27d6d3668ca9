import { awaitNews, failStep, whenDue } from '#workflows/await-news.ts';
import { functionRetries } from '#workflows/retry.ts';

/**
 * Looks after which a process goes on in a new execution. An execution may have 25,000 history events; a look with the
 * step or wait it leads to takes about 13, so this leaves two thirds of the history for retries.
 */
export const MOST_LOOKS = 500;

/** A step that is taken when the look says it is due; afterwards the process looks again. */
export interface DueStep {
  /** What the look calls it. */
  readonly due: string;
  readonly state: string;
  readonly comment: string;
}

/** What is particular to the process of one kind of case. */
export interface CaseProcess {
  readonly comment: string;
  /** Placeholder of the ARN of the function that takes the steps. */
  readonly stepsFunctionArn: string;
  /** Steps that a case which is over still needs: they are taken before the history is looked at. Default: none. */
  readonly endings?: readonly DueStep[];
  readonly steps: readonly DueStep[];
  /** Waits, named by what is waited for. */
  readonly waits: readonly DueStep[];
  /** Name of the error in which the process ends when a step has failed beyond its retries. */
  readonly error: string;
}

const run = {
  caseId: '{% $caseId %}',
  generation: '{% $generation %}',
  processPart: '{% $processPart %}',
};

/**
 * The state machine of a level-triggered process: it looks at the case, takes the one step that is due, and looks again; when
 * none is due it waits for a change of the case or for the next timer. So a wake-up carries nothing and may come twice or late.
 */
export function caseProcess({ endings = [], ...process }: CaseProcess, mostLooks: number) {
  const step = (name: string, comment: string, next: string) => ({
    Type: 'Task',
    Comment: comment,
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: `\${${process.stepsFunctionArn}}`, Payload: { step: name, ...run } },
    Output: {},
    Retry: functionRetries,
    Catch: [failStep],
    Next: next,
  });
  return {
    Comment: process.comment,
    QueryLanguage: 'JSONata',
    StartAt: 'Begin',
    States: {
      Begin: {
        Type: 'Pass',
        Assign: {
          caseId: '{% $states.input.caseId %}',
          generation: '{% $states.input.generation %}',
          processPart: '{% $states.input.processPart %}',
          looks: 0,
        },
        Next: 'Look',
      },
      Look: {
        ...step('look', 'What is due, as the case stands now?', 'WhatNext'),
        Assign: { outlook: '{% $states.result.Payload %}', looks: '{% $looks + 1 %}' },
      },
      WhatNext: {
        Type: 'Choice',
        Choices: [
          whenDue('superseded', 'Superseded'),
          // Before the history is looked at: what has ended needs no further part, and must not end without its endings.
          whenDue('finish', 'Finish'),
          ...endings.map(({ due, state }) => whenDue(due, state)),
          { Condition: `{% $looks >= ${mostLooks} %}`, Next: 'Continue' },
          ...[...process.steps, ...process.waits].map(({ due, state }) => whenDue(due, state)),
        ],
        Default: 'StepFailed',
      },
      ...Object.fromEntries(
        [...endings, ...process.steps].map(({ due, state, comment }) => [state, step(due, comment, 'Look')]),
      ),
      ...Object.fromEntries(
        process.waits.map(({ state, comment }) => [state, awaitNews('process', comment)]),
      ),
      Finish: step('finish', 'Closed: nobody waits for this process any more.', 'Closed'),
      Continue: step('continue', 'The history fills: go on in a new execution.', 'Continued'),
      Closed: { Type: 'Succeed', Comment: 'The case is closed.' },
      Continued: { Type: 'Succeed', Comment: 'The next part of this generation goes on.' },
      Superseded: { Type: 'Succeed', Comment: 'The case was resumed, or another part has taken over.' },
      StepFailed: {
        Type: 'Fail',
        Error: process.error,
        Cause:
          'A step failed beyond its retries. The sweeper starts the process again when its wait is overdue.',
      },
    },
  };
}
