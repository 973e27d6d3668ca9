import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { CreateTopicCommand, DeleteTopicCommand, SNSClient } from '@aws-sdk/client-sns';

import type { EmulatorLimit } from './limit.ts';
import { actingAs, isPermitted, withRole } from './with-role.ts';

const LOOKS = 20;
const LOOK_MS = 250;

/** Whether a wait for a token ends after the seconds that an expression gives. */
async function expressionTimesOut(roleArn: string): Promise<boolean> {
  const sns = new SNSClient();
  const sfn = new SFNClient();
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: `limit-${randomUUID()}` }));
  const waits = {
    Type: 'Task',
    Resource: 'arn:aws:states:::sns:publish.waitForTaskToken',
    Arguments: { TopicArn, Message: '{% $states.context.Task.Token %}' },
    TimeoutSeconds: '{% 1 %}',
    Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'TimedOut' }],
    Next: 'TimedOut',
  };
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: 'Waits',
    States: { Waits: waits, TimedOut: { Type: 'Succeed' } },
  };
  const { stateMachineArn = '' } = await sfn.send(
    new CreateStateMachineCommand({
      name: `limit-${randomUUID()}`,
      roleArn,
      definition: JSON.stringify(definition),
    }),
  );
  try {
    const { executionArn = '' } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    for (let look = 0; look < LOOKS; look++) {
      await sleep(LOOK_MS);
      const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      if (status !== 'RUNNING') return status === 'SUCCEEDED';
    }
    return false;
  } finally {
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await sns.send(new DeleteTopicCommand({ TopicArn }));
  }
}

/** Whether who may answer the tasks of state machines may answer a task. */
async function mayAnswerTask(roleArn: string): Promise<boolean> {
  const sfn = new SFNClient(await actingAs(roleArn));
  return isPermitted(() => sfn.send(new SendTaskSuccessCommand({ taskToken: 'none', output: '{}' })));
}

/** What its Step Functions cannot. */
export const processLimits: readonly EmulatorLimit[] = [
  {
    what: 'ends a wait for a token after the seconds that an expression in TimeoutSeconds gives',
    instead:
      'infrastructure.lookAgainSeconds in the deployment file: processes look again every few seconds, and do what is due by the same timers',
    canByNow: () => withRole({ Action: 'sns:Publish', Resource: '*' }, expressionTimesOut),
  },
  {
    what: 'authorises the answer of a task against the state machine that the task belongs to',
    instead: 'the roles that may answer tasks are let answer any, by a policy beside the deployed ones',
    canByNow: () =>
      withRole(
        { Action: 'states:SendTaskSuccess', Resource: 'arn:aws:states:*:*:stateMachine:*' },
        mayAnswerTask,
      ),
  },
];
