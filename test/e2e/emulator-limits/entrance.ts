import { randomUUID } from 'node:crypto';

import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';

import type { Operator } from '../operator.ts';
import type { EmulatorLimit } from './limit.ts';

/** More at once than any bucket of a public route holds. */
const FLOOD = 120;
const TOO_MANY = 429;

async function throttles(operator: Operator): Promise<boolean> {
  const url = new URL('/p/unknown', await operator.output('stateless', 'ApiUrl'));
  const answers = await Promise.all(Array.from({ length: FLOOD }, async () => (await fetch(url)).status));
  return answers.includes(TOO_MANY);
}

async function writesAccessLog(operator: Operator): Promise<boolean> {
  const logs = new CloudWatchLogsClient();
  const stack = await operator.stackName('stateless');
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePattern: 'Access' }));
  const group = logGroups.find(({ logGroupName = '' }) => logGroupName.includes(stack));
  if (group?.logGroupName === undefined) throw new Error('The API has no access log.');
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: group.logGroupName }));
  return events.length > 0;
}

/** Whether the first sign-in asks for a second factor, which the pool requires. */
async function asksForSecondFactor(operator: Operator): Promise<boolean> {
  const idp = new CognitoIdentityProviderClient();
  const UserPoolId = await operator.output('stateful', 'UserPoolId');
  const Username = `limit-${randomUUID()}`;
  const Password = `Aa1!${randomUUID()}`;
  await idp.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }));
  try {
    await idp.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
    const { ChallengeName } = await idp.send(
      new AdminInitiateAuthCommand({
        UserPoolId,
        ClientId: await operator.output('stateful', 'UserPoolClientId'),
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: Username, PASSWORD: Password },
      }),
    );
    return ChallengeName === 'MFA_SETUP';
  } finally {
    await idp.send(new AdminDeleteUserCommand({ UserPoolId, Username }));
  }
}

/** What its HTTP API and its user pools cannot. */
export const entranceLimits: readonly EmulatorLimit[] = [
  {
    what: 'limits how often a route is called',
    instead: 'the tests of the template look at the limits of each route',
    canByNow: throttles,
  },
  {
    what: "writes the HTTP API's access log",
    instead: 'the one-machine system writes it, and the alarm on refused tokens is tested there',
    canByNow: writesAccessLog,
  },
  {
    what: 'asks for the second factor that the user pool requires',
    instead: 'the sign-in command is tested against a stand-in that does',
    canByNow: asksForSecondFactor,
  },
];
