import { awaitNews, failStep, REGISTER_WAIT_FUNCTION_ARN, whenDue } from '#workflows/await-news.ts';
import type { ProcessTimers } from '#workflows/process-timer.ts';
import { functionRetries } from '#workflows/retry.ts';

/**
 * Looks after which the process goes on in a new execution. An execution may have 25,000 history events; a look with the
 * step or wait it leads to takes about 13, so this leaves two thirds of the history for retries.
 */
const MOST_LOOKS = 500;

/** Placeholders of the functions' ARNs in the definition. */
export const functionArns = ['MissingPersonStepsFunctionArn', REGISTER_WAIT_FUNCTION_ARN] as const;

const run = {
  caseId: '{% $caseId %}',
  generation: '{% $generation %}',
  processPart: '{% $processPart %}',
};

/** A step of the process. */
function step(name: string, comment: string, next: string) {
  return {
    Type: 'Task',
    Comment: comment,
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: '${MissingPersonStepsFunctionArn}', Payload: { step: name, ...run } },
    Output: {},
    Retry: functionRetries,
    Catch: [failStep],
    Next: next,
  };
}

/**
 * The process of a missing person's case, with another number of looks an execution than the deployed one has.
 * States, timers and outcomes are described in this folder's README.
 */
export function missingPersonProcess(mostLooks: number) {
  return {
    Comment:
      "A missing person's case: planned, searched and reviewed until found, then stood down and closed.",
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
        ...step('look', 'What is due, as the case and its tasks stand now?', 'WhatNext'),
        Assign: { outlook: '{% $states.result.Payload %}', looks: '{% $looks + 1 %}' },
      },
      WhatNext: {
        Type: 'Choice',
        Choices: [
          whenDue('superseded', 'Superseded'),
          whenDue('finish', 'Finish'),
          // Before the history is looked at: a closed case is not continued, and must not end without it.
          whenDue('standDown', 'StandDown'),
          { Condition: `{% $looks >= ${mostLooks} %}`, Next: 'Continue' },
          whenDue('plan', 'Plan'),
          whenDue('callSuperior', 'CallSuperior'),
          whenDue('escalateTasks', 'EscalateTasks'),
          whenDue('review', 'Review'),
          whenDue('awaitNews', 'AwaitNews'),
          whenDue('remindClosing', 'RemindClosing'),
          whenDue('awaitClosing', 'AwaitClosing'),
        ],
        Default: 'StepFailed',
      },
      Plan: step('plan', 'The first plan, or a new one because of news.', 'Look'),
      Review: step('review', 'No news for the whole interval: widen, plan anew.', 'Look'),
      CallSuperior: step('callSuperior', 'Not found by the configured time.', 'Look'),
      EscalateTasks: step('escalateTasks', 'Tasks are past their deadline: tell the desks.', 'Look'),
      AwaitNews: awaitNews(
        'process',
        'Until news, the next review, the call of the superior, or a task falls due.',
      ),
      StandDown: step('standDown', 'Found or withdrawn: cancel the tasks, tell both stations.', 'Look'),
      AwaitClosing: awaitNews(
        'process',
        'Until the case is closed or reopened, or the next reminder is due.',
      ),
      RemindClosing: step('remindClosing', 'Over, and still not closed.', 'Look'),
      Finish: step('finish', 'Closed: nobody waits for this process any more.', 'Closed'),
      Continue: step('continue', 'The history fills: go on in a new execution.', 'Continued'),
      Closed: { Type: 'Succeed', Comment: 'The case is closed for good.' },
      Continued: { Type: 'Succeed', Comment: 'The next part of this generation goes on.' },
      Superseded: { Type: 'Succeed', Comment: 'The case was reopened, or another part has taken over.' },
      StepFailed: {
        Type: 'Fail',
        Error: 'MissingPersonStepFailed',
        Cause:
          'A step failed beyond its retries. The sweeper starts the process again when its wait is overdue.',
      },
    },
  };
}

/** The process as it is deployed. */
export const definition = missingPersonProcess(MOST_LOOKS);

/** The timers of the process. Without one it looks again after a day. */
export const timers: ProcessTimers = {
  AwaitNews: [
    {
      setting: 'timers.missingPerson.reviewSeconds',
      leadsTo: 'Review',
      text: { 'zh-CN': '上次部署以来没有新消息', en: 'no news since the newest plan' },
    },
    {
      setting: 'timers.missingPerson.superiorAfterSeconds',
      leadsTo: 'CallSuperior',
      text: { 'zh-CN': '立案或重启以来仍未找到', en: 'not found since the case was opened or reopened' },
    },
    {
      leadsTo: 'EscalateTasks',
      text: { 'zh-CN': '有任务超过期限', en: 'a task is past its deadline' },
    },
  ],
  AwaitClosing: [
    {
      setting: 'timers.missingPerson.closeReminderSeconds',
      leadsTo: 'RemindClosing',
      text: {
        'zh-CN': '停止行动后仍未结案',
        en: 'still not closed after the stand-down or the last reminder',
      },
    },
  ],
};
