import { functionRetries, startExecutionRetries } from '#workflows/retry.ts';

/**
 * Looks after which a leg goes on in a new execution. An execution may have 25,000 history events; a look with what it
 * leads to takes about 13, so this leaves two thirds of the history for retries.
 */
const MOST_LOOKS = 500;

/** Whole seconds until the leg is due again, at least one; the state's timeout. */
export const SECONDS_UNTIL_DUE =
  '{% $max([1, $ceil(($toMillis($outlook.dueAt) - $toMillis($states.context.State.EnteredTime)) / 1000)]) %}';

/** Whether the history has filled so far that the leg has to go on in a new execution. */
export const HISTORY_FILLS = `{% $looks >= ${MOST_LOOKS} %}`;

/** Name of the execution in which the leg goes on: as `legExecutionName` has it, so that the sweeper means the same one. */
export const NEXT_PART_NAME = '{% $notificationId & "." & $stationId & "." & $string($part + 1) %}';

/** Placeholders of the functions' ARNs in the definition. */
export const functionArns = ['NotificationStepsFunctionArn', 'RegisterWaitFunctionArn'] as const;

const ids = {
  caseId: '{% $caseId %}',
  notificationId: '{% $notificationId %}',
  stationId: '{% $stationId %}',
};
const fail = { ErrorEquals: ['States.ALL'], Next: 'StepFailed' };

/** A step of the leg; afterwards the leg looks again, whatever it was. */
function step(name: string, comment: string) {
  return {
    Type: 'Task',
    Comment: comment,
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: '${NotificationStepsFunctionArn}', Payload: { step: name, ...ids } },
    Retry: functionRetries,
    Catch: [fail],
    Next: 'Look',
  };
}

/** A wait until the leg is due again or something happens on the case; either way the leg looks again. */
function wait(comment: string) {
  return {
    Type: 'Task',
    Comment: comment,
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: {
      FunctionName: '${RegisterWaitFunctionArn}',
      Payload: {
        token: '{% $states.context.Task.Token %}',
        executionArn: '{% $states.context.Execution.Id %}',
        caseId: '{% $caseId %}',
        name: '{% $outlook.waitName %}',
        seenVersion: '{% $outlook.seenVersion %}',
        dueAt: '{% $outlook.dueAt %}',
      },
    },
    TimeoutSeconds: SECONDS_UNTIL_DUE,
    Retry: functionRetries,
    Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Look' }, fail],
    Next: 'Look',
  };
}

function when(next: string, state: string) {
  return { Condition: `{% $outlook.next = "${next}" %}`, Next: state };
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
        when('acknowledged', 'Acknowledged'),
        when('stopped', 'Stopped'),
        when('sent', 'Sent'),
        { Condition: HISTORY_FILLS, Next: 'ContinueInNextPart' },
        when('publishTopic', 'PublishToTopic'),
        when('callFirstLevel', 'CallFirstLevel'),
        when('remind', 'Remind'),
        when('climb', 'ClimbToNextLevel'),
        when('repeatLastLevel', 'RepeatLastLevel'),
        when('awaitAcknowledgement', 'AwaitAcknowledgement'),
        when('awaitLimit', 'AwaitLimit'),
        when('awaitOutcome', 'AwaitOutcome'),
      ],
      Default: 'StepFailed',
    },
    PublishToTopic: step('publishTopic', 'E-mail and SMS to everybody who subscribed to the station.'),
    CallFirstLevel: step('callFirstLevel', 'SMS to whoever holds the first level, or to the one addressee.'),
    AwaitAcknowledgement: wait('Until half the limit of the level.'),
    Remind: step('remind', 'Half the limit has passed: SMS to the same level again.'),
    AwaitLimit: wait('Until the limit of the level.'),
    ClimbToNextLevel: step('climb', 'The limit has passed, or nobody holds the level: SMS to the next.'),
    RepeatLastLevel: step('repeatLastLevel', 'The last level has not answered either: SMS to it again.'),
    AwaitOutcome: wait('A delivery was claimed by a process that died: until it is too late to publish it.'),
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
      Catch: [{ ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], Next: 'Continued' }, fail],
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
