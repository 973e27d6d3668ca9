import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import {
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';

const ACTION = 'states:SendTaskSuccess';

/**
 * Lets the roles of a stack that may answer the tasks of their state machines answer any task: the emulator authorises
 * the answer of a task against no resource, AWS against the state machine that the task belongs to. Nothing else is widened.
 * @returns names of the roles
 */
export async function widenTaskAnswers(stack: string): Promise<string[]> {
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
      if (widened.includes(RoleName) || !decodeURIComponent(PolicyDocument).includes(ACTION)) continue;
      await iam.send(
        new PutRolePolicyCommand({
          RoleName,
          PolicyName: 'emulator-task-answers',
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: ACTION, Resource: '*' }],
          }),
        }),
      );
      widened.push(RoleName);
    }
  }
  return widened;
}
