import { randomUUID } from 'node:crypto';

import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  type CloudFormationClientConfig,
} from '@aws-sdk/client-cloudformation';
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { HeadBucketCommand, NotFound, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { startEmulatorWithOwnTls } from '../emulator.ts';
import type { Operator } from '../operator.ts';
import type { EmulatorLimit } from './limit.ts';

const LOOKS = 40;
const LOOK_MS = 250;

/** Deploys a small template for as long as something is done with its outputs. */
async function withStack<T>(
  Resources: object,
  outputs: Readonly<Record<string, object>>,
  act: (output: (name: string) => string) => Promise<T>,
  config: CloudFormationClientConfig = {},
): Promise<T> {
  const client = new CloudFormationClient(config);
  const StackName = `limit-${randomUUID()}`;
  const Outputs = Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }]));
  await client.send(
    new CreateStackCommand({ StackName, TemplateBody: JSON.stringify({ Resources, Outputs }) }),
  );
  try {
    for (let look = 0; look < LOOKS; look++) {
      const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
      if (stack?.StackStatus === 'CREATE_COMPLETE')
        return await act(
          (name) => stack.Outputs?.find(({ OutputKey }) => OutputKey === name)?.OutputValue ?? '',
        );
      await sleep(LOOK_MS);
    }
    throw new Error(`The stack ${StackName} was not made.`);
  } finally {
    await client.send(new DeleteStackCommand({ StackName }));
  }
}

const secret = {
  Type: 'AWS::SecretsManager::Secret',
  Properties: {
    GenerateSecretString: {
      SecretStringTemplate: '{}',
      GenerateStringKey: 'current',
      PasswordLength: 64,
      ExcludePunctuation: true,
    },
  },
};

function refersToSecretsByArn(): Promise<boolean> {
  return withStack({ Secret: secret }, { Ref: { Ref: 'Secret' } }, (output) =>
    Promise.resolve(output('Ref').startsWith('arn:')),
  );
}

function makesSecretsAsTold(): Promise<boolean> {
  return withStack({ Secret: secret }, { Arn: { 'Fn::GetAtt': ['Secret', 'Id'] } }, async (output) => {
    const { SecretString = '' } = await new SecretsManagerClient().send(
      new GetSecretValueCommand({ SecretId: output('Arn') }),
    );
    return /^\{"current": ?"[A-Za-z0-9]{64}"\}$/.test(SecretString);
  });
}

/** Whether a bucket that holds something is kept when its stack goes. */
async function keepsWhatBucketsHold(): Promise<boolean> {
  const s3 = new S3Client();
  const Bucket = await withStack(
    { Bucket: { Type: 'AWS::S3::Bucket' } },
    { Name: { Ref: 'Bucket' } },
    async (output) => {
      await s3.send(new PutObjectCommand({ Bucket: output('Name'), Key: 'limit', Body: 'limit' }));
      return output('Name');
    },
  );
  try {
    for (let look = 0; look < LOOKS; look++) {
      await s3.send(new HeadBucketCommand({ Bucket }));
      await sleep(LOOK_MS);
    }
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

const guardedApi = {
  Pool: { Type: 'AWS::Cognito::UserPool' },
  Client: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: { UserPoolId: { Ref: 'Pool' }, ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'] },
  },
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'limit', ProtocolType: 'HTTP' } },
  Stage: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
  },
  Officers: {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: { Ref: 'Api' },
      Name: 'officers',
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Audience: [{ Ref: 'Client' }],
        Issuer: { 'Fn::Sub': ['https://${Name}', { Name: { 'Fn::GetAtt': ['Pool', 'ProviderName'] } }] },
      },
    },
  },
  Nowhere: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: { Ref: 'Api' },
      IntegrationType: 'HTTP_PROXY',
      IntegrationMethod: 'GET',
      IntegrationUri: 'http://127.0.0.1:9/',
      PayloadFormatVersion: '1.0',
    },
  },
  Route: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: { Ref: 'Api' },
      RouteKey: 'GET /guarded',
      AuthorizationType: 'JWT',
      AuthorizerId: { Ref: 'Officers' },
      Target: { 'Fn::Sub': 'integrations/${Nowhere}' },
    },
  },
};

/** Whether an emulator with its own TLS lets somebody in who has a token: what is behind the door does not matter. */
async function trustsItsOwnTls(operator: Operator): Promise<boolean> {
  const emulator = await startEmulatorWithOwnTls(join(operator.directory, 'own-tls'), operator.marks);
  const config = { endpoint: emulator.url };
  const outputs = { Api: { Ref: 'Api' }, Pool: { Ref: 'Pool' }, Client: { Ref: 'Client' } };
  try {
    return await withStack(
      guardedApi,
      outputs,
      async (output) => {
        const token = await tokenOf(output('Pool'), output('Client'), config);
        const url = new URL(`/_aws/execute-api/${output('Api')}/$default/guarded`, emulator.url);
        const { status } = await fetch(url, { headers: { authorization: token } });
        return status !== 401;
      },
      config,
    );
  } finally {
    await emulator.stop();
  }
}

async function tokenOf(UserPoolId: string, ClientId: string, config: CloudFormationClientConfig) {
  const idp = new CognitoIdentityProviderClient(config);
  const Username = 'limit';
  const Password = `Aa1!${randomUUID()}`;
  await idp.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }));
  await idp.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
  const { AuthenticationResult } = await idp.send(
    new AdminInitiateAuthCommand({
      UserPoolId,
      ClientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: Username, PASSWORD: Password },
    }),
  );
  return AuthenticationResult?.IdToken ?? '';
}

/** What its CloudFormation cannot, and what comes of its own TLS. */
export const templateLimits: readonly EmulatorLimit[] = [
  {
    what: 'gives the ARN of a secret for a Ref',
    instead: 'the template asks for the attribute Id, which is the ARN as well',
    canByNow: refersToSecretsByArn,
  },
  {
    what: 'leaves punctuation out of a generated secret',
    instead: "the suite puts the provider's key in place of the generated one, as administrators may",
    canByNow: makesSecretsAsTold,
  },
  {
    what: 'keeps a stack from being deleted whose bucket still holds something',
    instead: 'the suite deletes the photos before, as the README says',
    canByNow: keepsWhatBucketsHold,
  },
  {
    what: 'lets a token of its own user pools in when it speaks TLS itself',
    instead: 'TLS ends in front of it, in a server of the suite, which says so to it as load balancers do',
    canByNow: trustsItsOwnTls,
  },
];
