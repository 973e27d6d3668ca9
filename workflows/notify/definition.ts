import { awaitNews, failStep, REGISTER_WAIT_FUNCTION_ARN, whenDue } from '#workflows/await-news.ts';
import type { ProcessTimers } from '#workflows/process-timer.ts';
import { functionRetries, startExecutionRetries } from '#workflows/retry.ts';

/**
 * Looks after which a leg goes on in a new execution. An execution may have 25,000 history events; a look with what it
 * leads to takes about 13, so this leaves two thirds of the history for retries.
 */
const MOST_LOOKS = 500;

/** Whether the history has filled so far that the leg has to go on in a new execution. */
export const HISTORY_FILLS = `{% $looks >= ${MOST_LOOKS} %}`;

/** Name of the execution in which the leg goes on: as `legExecutionName` has it, so that the sweeper means the same one. */
export const NEXT_PART_NAME = '{% $notificationId & "." & $stationId & "." & $string($part + 1) %}';

/** Placeholders of the functions' ARNs in the definition. */
export const functionArns = ['NotificationStepsFunctionArn', REGISTER_WAIT_FUNCTION_ARN] as const;

const WAIT_NAME = '{% $outlook.waitName %}';
const ids = {
  caseId: '{% $caseId %}',
  notificationId: '{% $notificationId %}',
  stationId: '{% $stationId %}',
};

/** A step of the leg; afterwards the leg looks again, whatever it was. */
function step(name: string, comment: string) {
  return {
    Type: 'Task',
    Comment: comment,
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: '${NotificationStepsFunctionArn}', Payload: { step: name, ...ids } },
    Retry: functionRetries,
    Catch: [failStep],
    Next: 'Look',
  };
}

/**
 * Notifies one station: its topic, then the levels of its ladder one after the other, until somebody acknowledges.
 * States, timers and outcomes are described in this folder's README.
 */
export const definition = {
  Comment: "One station's part of a notification: topic, then the roster level by level until acknowledged.",
  QueryLanguage: 'JSONata',
  StartAt: 'Begin',
  States: {
    Begin: {
      Type: 'Pass',
      Assign: {
        caseId: '{% $states.input.caseId %}',
        notificationId: '{% $states.input.notificationId %}',
        stationId: '{% $states.input.stationId %}',
        part: '{% $states.input.part %}',
        looks: 0,
      },
      Next: 'Look',
    },
    Look: {
      ...step('look', 'What is due, as the case and the notification stand now?'),
      Assign: { outlook: '{% $states.result.Payload %}', looks: '{% $looks + 1 %}' },
      Output: {},
      Next: 'WhatNext',
    },
    WhatNext: {
      Type: 'Choice',
      Choices: [
        whenDue('acknowledged', 'Acknowledged'),
        whenDue('stopped', 'Stopped'),
        whenDue('sent', 'Sent'),
        { Condition: HISTORY_FILLS, Next: 'ContinueInNextPart' },
        whenDue('publishTopic', 'PublishToTopic'),
        whenDue('callFirstLevel', 'CallFirstLevel'),
        whenDue('remind', 'Remind'),
        whenDue('climb', 'ClimbToNextLevel'),
        whenDue('repeatLastLevel', 'RepeatLastLevel'),
        whenDue('awaitAcknowledgement', 'AwaitAcknowledgement'),
        whenDue('awaitLimit', 'AwaitLimit'),
        whenDue('awaitOutcome', 'AwaitOutcome'),
      ],
      Default: 'StepFailed',
    },
    PublishToTopic: step('publishTopic', 'E-mail and SMS to everybody who subscribed to the station.'),
    CallFirstLevel: step('callFirstLevel', 'SMS to whoever holds the first level, or to the one addressee.'),
    AwaitAcknowledgement: awaitNews(WAIT_NAME, 'Until half the limit of the level.'),
    Remind: step('remind', 'Half the limit has passed: SMS to the same level again.'),
    AwaitLimit: awaitNews(WAIT_NAME, 'Until the limit of the level.'),
    ClimbToNextLevel: step('climb', 'The limit has passed, or nobody holds the level: SMS to the next.'),
    RepeatLastLevel: step('repeatLastLevel', 'The last level has not answered either: SMS to it again.'),
    AwaitOutcome: awaitNews(
      WAIT_NAME,
      'A delivery was claimed by a process that died: until it is too late to publish it.',
    ),
    ContinueInNextPart: {
      Type: 'Task',
      Comment: 'The history fills: the leg goes on in a new execution of this machine.',
      Resource: 'arn:aws:states:::states:startExecution',
      Arguments: {
        StateMachineArn: '{% $states.context.StateMachine.Id %}',
        Name: NEXT_PART_NAME,
        Input: { ...ids, part: '{% $part + 1 %}' },
      },
      Output: {},
      Retry: startExecutionRetries,
      Catch: [
        { ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], Next: 'Continued' },
        failStep,
      ],
      Next: 'Continued',
    },
    Acknowledged: {
      Type: 'Succeed',
      Comment: 'The station has acknowledged, or had opened the case itself.',
    },
    Sent: { Type: 'Succeed', Comment: 'Said; nobody has to acknowledge it.' },
    Stopped: { Type: 'Succeed', Comment: 'The case was found, withdrawn, closed or reopened first.' },
    Continued: { Type: 'Succeed', Comment: 'Another execution goes on.' },
    StepFailed: {
      Type: 'Fail',
      Error: 'NotificationStepFailed',
      Cause: 'A step failed beyond its retries. The sweeper starts the leg again when its wait is overdue.',
    },
  },
} as const;

/** The timers of a leg. */
export const timers: ProcessTimers = {
  AwaitAcknowledgement: [
    {
      setting: 'timers.ladder[].limitSeconds',
      leadsTo: 'Remind',
      text: {
        'zh-CN': '时限过半仍未确认',
        en: "half of the level's limit has passed without an acknowledgement",
      },
    },
  ],
  AwaitLimit: [
    {
      setting: 'timers.ladder[].limitSeconds',
      leadsTo: 'ClimbToNextLevel',
      text: { 'zh-CN': '时限已到仍未确认', en: "the level's limit has passed without an acknowledgement" },
    },
    {
      setting: 'timers.ladder[].limitSeconds',
      leadsTo: 'RepeatLastLevel',
      text: {
        'zh-CN': '最后一级也未确认',
        en: 'the last level has not acknowledged within its limit either',
      },
    },
  ],
  AwaitOutcome: [
    {
      leadsTo: 'Look',
      text: {
        'zh-CN': '已认领的消息超过发出时限',
        en: 'what a dead process had claimed can no longer be published',
      },
    },
  ],
};
