import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import {
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';

/**
 * Lets the roles of a stack that may answer the tasks of their state machines answer any task: the emulator authorises
 * the answer of a task against no resource, AWS against the state machine that the task belongs to. Nothing else is widened.
 * @returns names of the roles
 */
export function widenTaskAnswers(stack: string): Promise<string[]> {
  return widen(stack, 'emulator-task-answers', ['states:SendTaskSuccess'], '*');
}

/**
 * Lets the roles of a stack that may sign for stations use the stations' aliases: the emulator authorises the use of a key
 * against the alias that it was called by, AWS against the key, whose aliases are a condition. Nothing else is widened.
 * @param keys name of the stack that has the keys
 * @returns names of the roles
 */
export function widenSignatures(stack: string, keys: string): Promise<string[]> {
  const aliases = `arn:aws:kms:*:*:alias/${keys}-station-*`;
  return widen(stack, 'emulator-signatures', ['kms:Sign', 'kms:GetPublicKey'], aliases);
}

async function widen(
  stack: string,
  policyName: string,
  actions: readonly [string, ...string[]],
  resource: string,
): Promise<string[]> {
  const iam = new IAMClient();
  const { StackResources = [] } = await new CloudFormationClient().send(
    new DescribeStackResourcesCommand({ StackName: stack }),
  );
  const widened: string[] = [];
  for (const { ResourceType, PhysicalResourceId: RoleName } of StackResources) {
    if (ResourceType !== 'AWS::IAM::Role' || RoleName === undefined) continue;
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    for (const PolicyName of PolicyNames) {
      const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      if (widened.includes(RoleName) || !decodeURIComponent(PolicyDocument).includes(actions[0])) continue;
      const Statement = [{ Effect: 'Allow', Action: actions, Resource: resource }];
      await iam.send(
        new PutRolePolicyCommand({
          RoleName,
          PolicyName: policyName,
          PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
        }),
      );
      widened.push(RoleName);
    }
  }
  return widened;
}
