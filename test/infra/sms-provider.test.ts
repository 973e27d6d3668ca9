import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { stepsEnvironment } from '#functions/notification/steps.environment.ts';
import { loadDeploymentFile } from '#infra/deployment-file.ts';
import type { Stage } from '#infra/stage.ts';
import type { SmsProvider } from '#platform/deployment/sms.ts';

import { exampleFile } from './example-file.ts';
import { propertiesOf, resourcesOfType, synthesise, type Synthesised } from './synthesised.ts';

const { deployment } = loadDeploymentFile(exampleFile);

function deployed(sms: SmsProvider, stage: Stage = 'dev'): Synthesised {
  return synthesise(stage, { deployment: { ...deployment, sms } });
}

const bySns = deployed({ type: 'sns' });
const byHttp = deployed({ type: 'http', url: 'https://sms.example/v1/messages', timeoutMs: 4_000 }, 'prod');
const captured = deployed({ type: 'capture' });

const statementSchema = z.looseObject({ Action: z.union([z.string(), z.string().array()]) });

/** What the function that sends messages may do, statement by statement. */
function statementsOfSteps({ stateless }: Synthesised): z.infer<typeof statementSchema>[] {
  const policies = resourcesOfType(stateless, 'AWS::IAM::Policy').filter(([id]) =>
    id.startsWith('Processesnotificationsteps'),
  );
  return policies.flatMap(([, { Properties }]) =>
    z
      .object({ PolicyDocument: z.object({ Statement: statementSchema.array() }) })
      .transform(({ PolicyDocument }) => PolicyDocument.Statement)
      .parse(Properties),
  );
}

function actionsOfSteps(stacks: Synthesised): string[] {
  return statementsOfSteps(stacks)
    .flatMap(({ Action }) => Action)
    .filter((action) => /^(sns|sqs|secretsmanager):/.test(action))
    .toSorted();
}

/** A CloudFormation value with every reference replaced by a text of the right form. */
function filled(value: unknown): string {
  const text = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.unknown().array()]) }).safeParse(value);
  if (!text.success) return String(value);
  return text.data['Fn::Join'][1]
    .map((part) => (typeof part === 'string' ? part : 'https://filled.example'))
    .join('');
}

/** The destination as the function reads it. */
function destinationIn({ stateless }: Synthesised): unknown {
  const variables = resourcesOfType(stateless, 'AWS::Lambda::Function')
    .filter(([id]) => id.startsWith('Processesnotificationsteps'))
    .map(
      ([, { Properties }]) =>
        z
          .object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) })
          .parse(Properties).Environment.Variables,
    );
  return stepsEnvironment.shape.SMS_DESTINATION.parse(filled(variables[0]?.['SMS_DESTINATION']));
}

function protocolsOf(template: Template): string[] {
  const found = propertiesOf(template, 'AWS::SNS::Subscription').map(({ Protocol }) => String(Protocol));
  return [...new Set(found)].toSorted();
}

describe('SMS by SNS', () => {
  it('is the default', () => {
    expect(deployment.sms).toEqual({ type: 'sns' });
    expect(synthesise('dev').stateless.toJSON()).toEqual(bySns.stateless.toJSON());
  });

  it('has telephones subscribe to the topics, and needs neither key nor queue', () => {
    expect(protocolsOf(bySns.stateful)).toEqual(['email', 'sms']);
    expect(destinationIn(bySns)).toEqual({ type: 'sns' });
    expect(resourcesOfType(bySns.stateful, 'AWS::SecretsManager::Secret')).toEqual([]);
    expect(actionsOfSteps(bySns)).toEqual(['sns:Publish', 'sns:Publish']);
    expect(bySns.stateless.toJSON()['Outputs']).not.toHaveProperty('CapturedSmsQueueUrl');
  });
});

describe('SMS by an HTTP provider', () => {
  it('leaves mailboxes alone in the topics', () => {
    expect(protocolsOf(byHttp.stateful)).toEqual(['email']);
  });

  it('is signed by a key that the stack makes, encrypts, and keeps outside dev', () => {
    const [[, secret] = []] = resourcesOfType(byHttp.stateful, 'AWS::SecretsManager::Secret');
    expect(secret).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^MessagesKey/), 'Arn'] },
        GenerateSecretString: {
          SecretStringTemplate: '{}',
          GenerateStringKey: 'current',
          PasswordLength: 64,
          ExcludePunctuation: true,
        },
      },
    });
    expect(byHttp.stateful.toJSON()['Outputs']).toHaveProperty('SmsKeySecretArn');
  });

  it('tells the function address, patience and the key’s place, never the key', () => {
    expect(destinationIn(byHttp)).toEqual({
      type: 'http',
      url: 'https://sms.example/v1/messages',
      timeoutMs: 4_000,
      secretArn: 'https://filled.example',
    });
  });

  it('lets the function read that key and no other, and send no SMS by SNS', () => {
    expect(actionsOfSteps(byHttp)).toEqual(['secretsmanager:GetSecretValue', 'sns:Publish']);
    const statements = statementsOfSteps(byHttp);
    expect(statements.filter((statement) => 'NotResource' in statement)).toEqual([]);
    const reading = statements.filter(({ Action }) => Action === 'secretsmanager:GetSecretValue');
    expect(reading).toMatchObject([{ Resource: { Ref: 'SmsKeyArn' } }]);
    expect(JSON.stringify(statements)).toContain('secretsmanager.');
  });

  it('finds the key by a parameter that the stateful stack writes, so that the provider can be changed', () => {
    const { SmsKeyArn } = z
      .object({ SmsKeyArn: z.object({ Type: z.string(), Default: z.string() }) })
      .parse(byHttp.stateless.toJSON()['Parameters']);
    expect(SmsKeyArn.Type).toBe('AWS::SSM::Parameter::Value<String>');
    const written = propertiesOf(byHttp.stateful, 'AWS::SSM::Parameter').map(({ Name }) => Name);
    expect(written).toContain(SmsKeyArn.Default);
    expect(JSON.stringify(byHttp.stateful.toJSON()['Outputs'])).not.toMatch(/"Export":\{"Name":"[^"]*SmsKey/);
  });
});

describe('captured SMS', () => {
  const queues = (stacks: Synthesised) =>
    resourcesOfType(stacks.stateless, 'AWS::SQS::Queue').filter(([id]) => id.startsWith('SmsCaptured'));

  it('go to an encrypted queue that forgets within a day, whose address is an output', () => {
    expect(queues(captured)).toMatchObject([
      [expect.anything(), { Properties: { SqsManagedSseEnabled: true, MessageRetentionPeriod: 86_400 } }],
    ]);
    const [[queueId] = []] = queues(captured);
    expect(captured.stateless.toJSON()['Outputs']).toHaveProperty('CapturedSmsQueueUrl.Value', {
      Ref: queueId,
    });
    expect(destinationIn(captured)).toEqual({ type: 'capture', queueUrl: 'https://filled.example' });
    expect(actionsOfSteps(captured)).toEqual(['sns:Publish', 'sqs:SendMessage']);
  });

  it('leave mailboxes alone in the topics', () => {
    expect(protocolsOf(captured.stateful)).toEqual(['email']);
  });
});

it('one function in all sends messages, whoever takes them over', () => {
  for (const { stateless } of [bySns, byHttp, captured]) {
    const naming = resourcesOfType(stateless, 'AWS::Lambda::Function').filter(([, { Properties }]) =>
      JSON.stringify(Properties).includes('SMS_DESTINATION'),
    );
    expect(naming).toHaveLength(1);
  }
});
