import { randomUUID } from 'node:crypto';

import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

/** Does something with a role that lasts as long, and may do what `statement` says. */
export async function withRole<T>(statement: object, act: (roleArn: string) => Promise<T>): Promise<T> {
  const iam = new IAMClient();
  const RoleName = `limit-${randomUUID()}`;
  const PolicyName = 'limit';
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: policy({
        Principal: { AWS: '*', Service: 'states.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: policy(statement) }));
  try {
    return await act(Role?.Arn ?? '');
  } finally {
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    await iam.send(new DeleteRoleCommand({ RoleName }));
  }
}

/** The configuration of a client that acts as a role. */
export async function actingAs(roleArn: string) {
  const { Credentials } = await new STSClient().send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'limit' }),
  );
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return {
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    },
  };
}

/** Whether something is not refused for want of permission; other refusals do not count. */
export async function isPermitted(attempt: () => Promise<unknown>): Promise<boolean> {
  try {
    await attempt();
    return true;
  } catch (error) {
    return !(error instanceof Error && error.name === 'AccessDeniedException');
  }
}

function policy(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
}
