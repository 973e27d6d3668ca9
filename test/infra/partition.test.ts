import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { defaultDeploymentFile } from '#infra/add-deployment.ts';
import { loadDeploymentFile, type DeploymentFile } from '#infra/deployment-file.ts';
import { DeploymentTargetError, type DeploymentTarget } from '#infra/deployment-target.ts';
import { partitionOf } from '#infra/partition.ts';
import { deploymentSchema, type Deployment } from '#platform/deployment/deployment.ts';
import type { SmsProvider } from '#platform/deployment/sms.ts';

import { chinaActions } from './aws-cn-services.ts';
import { exampleFile } from './example-file.ts';
import { missingInChinaFrom } from './missing-in-china.ts';
import { propertiesOf, resourcesOf, synthesise, type Synthesised } from './synthesised.ts';
import { temporaryFolder } from './temporary-folder.ts';

const world = loadDeploymentFile(exampleFile);
const chinaFile = fileURLToPath(new URL('../../config/example-cn.deployment.json', import.meta.url));
const china = loadDeploymentFile(chinaFile);
const stages = ['dev', 'prod'] as const;

function inChina(stage: (typeof stages)[number], change: Partial<DeploymentFile> = {}): Synthesised {
  return synthesise(stage, { ...china, ...change }, 'aws-cn');
}

/** The fields that a deployment is refused for, with the whole message. */
function refusal(
  target: DeploymentTarget,
  change: Partial<DeploymentFile>,
): { fields: readonly string[]; message: string } {
  try {
    synthesise(target.stage, { ...world, ...change }, target.partition);
  } catch (error) {
    if (error instanceof DeploymentTargetError) return { fields: error.fields, message: error.message };
    throw error;
  }
  return { fields: [], message: '' };
}

const withSms = (sms: SmsProvider, deployment: Deployment = world.deployment) => ({
  deployment: { ...deployment, sms },
});
const provider = { type: 'http', url: 'https://sms.example/v1', timeoutMs: 5_000 } as const;

describe('the stacks in aws-cn', () => {
  it.each(stages)('use nothing in stage %s that is not known to exist there', (stage) => {
    expect(missingInChinaFrom(inChina(stage))).toEqual([]);
  });

  it('use nothing else when officers and telephones are captured, or the API has a name of its own', () => {
    const captured = inChina('dev', withSms({ type: 'capture' }, china.deployment));
    expect(missingInChinaFrom(captured)).toEqual([]);
    const certificateArn = 'arn:aws-cn:acm:cn-north-1:000000000000:certificate/example';
    const named = inChina('prod', { infrastructure: { ...china.infrastructure, certificateArn } });
    // The administrator's own certificate, and nothing else, is named in full.
    expect(missingInChinaFrom(named)).toEqual(['literal arn:aws-cn:', 'literal cn-north-1']);
  });

  it('run on what Lambda has there', () => {
    for (const { Runtime, Architectures } of propertiesOf(
      inChina('prod').stateless,
      'AWS::Lambda::Function',
    )) {
      expect(Runtime).toBe('nodejs24.x');
      expect(Architectures).toEqual(['arm64']);
    }
  });

  it('let keys be used by services whichever of the two domains they have', () => {
    const conditions = JSON.stringify(propertiesOf(inChina('prod').stateless, 'AWS::IAM::Policy'));
    const services = (ending: RegExp) =>
      new Set([...conditions.matchAll(ending)].map(([, service]) => service));
    const world = services(/"(\w+)\.",\{"Ref":"AWS::Region"\},"\.amazonaws\.com"/g);
    const own = services(/"(\w+)\.",\{"Ref":"AWS::Region"\},"\.",\{"Ref":"AWS::URLSuffix"\}/g);
    expect([...own].toSorted()).toEqual(['dynamodb', 's3', 'secretsmanager', 'sns']);
    expect(own).toEqual(world);
  });
});

describe('the check itself', () => {
  it('finds what aws-cn lacks in the stacks of the world at large: accounts, and SMS by SNS', () => {
    expect(missingInChinaFrom(synthesise('prod'))).toEqual([
      'SMS by SNS',
      'protocol sms',
      'type AWS::Cognito::UserPool',
      'type AWS::Cognito::UserPoolClient',
      'type AWS::Cognito::UserPoolGroup',
    ]);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['type AWS::Lambda::Url', 'AWS::Lambda::Url', {}],
    ['property TracingConfig', 'AWS::Lambda::Function', { TracingConfig: { Mode: 'Active' } }],
    ['action xray:PutTraceSegments', 'AWS::IAM::Policy', policy({ Action: 'xray:PutTraceSegments' })],
    ['action dynamodb:*', 'AWS::IAM::Policy', policy({ Action: ['dynamodb:GetItem', 'dynamodb:*'] })],
    ['action lambda:InvokeFunctionUrl', 'AWS::Lambda::Permission', { Action: 'lambda:InvokeFunctionUrl' }],
    [
      'principal logs.us-east-1.amazonaws.com',
      'AWS::KMS::Key',
      policy({ Action: 'kms:Decrypt', Principal: { Service: ['logs.us-east-1.amazonaws.com'] } }),
    ],
    [
      'principal ${AWS::StackName}.amazonaws.com',
      'AWS::KMS::Key',
      policy({
        Action: 'kms:Decrypt',
        Principal: { Service: { 'Fn::Join': ['', [{ Ref: 'AWS::StackName' }, '.amazonaws.com']] } },
      }),
    ],
    [
      'principal ec2.amazonaws.com',
      'AWS::IAM::Role',
      policy({ Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }),
    ],
    ['protocol sms', 'AWS::SNS::Subscription', { Protocol: 'sms' }],
    ['SMS by SNS', 'AWS::IAM::Policy', policy({ Action: 'sns:Publish', NotResource: 'x' })],
    [
      'integration states:::sns:publish',
      'AWS::StepFunctions::StateMachine',
      { DefinitionString: '{"Resource":"arn:${Partition}:states:::sns:publish"}' },
    ],
    ['literal arn:aws:', 'AWS::SQS::Queue', { RedrivePolicy: 'arn:aws:sqs:x' }],
    ['literal s3.amazonaws.com', 'AWS::S3::Bucket', { Website: 'https://s3.amazonaws.com/x' }],
    ['literal us-east-1', 'AWS::S3::Bucket', { Region: 'us-east-1' }],
  ])('finds %s', (fault, Type, Properties) => {
    const { stateful } = inChina('dev');
    const resources = { ...resourcesOf(stateful), Added: { Type, Properties } };
    const stateless = Template.fromJSON({ Resources: resources });
    expect(missingInChinaFrom({ stateful, stateless })).toContain(fault);
  });

  it('lists no action that the stacks do not use any more', () => {
    const text = stages
      .flatMap((stage) => [inChina(stage), synthesise(stage)])
      .map(({ stateful, stateless }) => JSON.stringify([stateful.toJSON(), stateless.toJSON()]))
      .join();
    const unused = Object.entries(chinaActions)
      .flatMap(([service, names]) => names.map((name) => `${service}:${name}`))
      .filter((action) => !text.includes(`"${action}"`));
    expect(unused).toEqual([]);
  });
});

function policy(statement: Record<string, unknown>): Record<string, unknown> {
  return { PolicyDocument: { Statement: [{ Effect: 'Allow', ...statement }] } };
}

describe('a deployment that asks for what its place lacks', () => {
  it('is refused in aws-cn with accounts by Cognito or SMS by SNS, naming the fields and what is allowed', () => {
    const { fields, message } = refusal({ stage: 'prod', partition: 'aws-cn' }, {});
    expect(fields).toEqual(['identity.type', 'sms.type']);
    expect(message).toContain('identity.type: aws-cn has no Cognito user pools; allowed there: "oidc"');
    expect(message).toContain('sms.type: SNS sends no SMS in aws-cn; allowed there: "http"\n'.trim());
    expect(message).not.toContain('capture');
  });

  it('is refused with captured SMS anywhere but in stage dev', () => {
    const capture = withSms({ type: 'capture' });
    const { fields, message } = refusal({ stage: 'prod', partition: 'aws' }, capture);
    expect(fields).toEqual(['sms.type']);
    expect(message).toContain('allowed here: "sns", "http"');
    expect(refusal({ stage: 'dev', partition: 'aws' }, capture).fields).toEqual([]);
  });

  it('is refused outside dev when its provider is on this machine', () => {
    const here = withSms({ ...provider, url: 'http://127.0.0.1:8160/sms' });
    expect(refusal({ stage: 'prod', partition: 'aws' }, here).fields).toEqual(['sms.url']);
    expect(refusal({ stage: 'dev', partition: 'aws' }, here).fields).toEqual([]);
    expect(refusal({ stage: 'prod', partition: 'aws' }, withSms(provider)).fields).toEqual([]);
  });

  it('is refused with a certificate of the other partition', () => {
    const certificateArn = 'arn:aws-cn:acm:cn-north-1:000000000000:certificate/example';
    const infrastructure = { ...world.infrastructure, certificateArn };
    const { fields, message } = refusal({ stage: 'prod', partition: 'aws' }, { infrastructure });
    expect(fields).toEqual(['infrastructure.certificateArn']);
    expect(message).toContain('arn:aws:acm:');
  });
});

describe('the SMS provider in a deployment file', () => {
  const parsed = (sms: unknown) => {
    const result = deploymentSchema.safeParse({ ...world.deployment, sms });
    return result.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  };

  it.each([
    { type: 'sns' },
    { type: 'capture' },
    { type: 'http', url: 'https://sms.example' },
    { type: 'http', url: 'http://127.0.0.1:8160/sms', timeoutMs: 500 },
    { type: 'http', url: 'http://localhost:8160/sms', timeoutMs: 8_000 },
    { type: 'http', url: 'http://[::1]:8160' },
  ])('may be $type $url', (sms) => {
    expect(parsed(sms)).toEqual([]);
  });

  it.each([
    [{ type: 'http', url: 'http://sms.example' }, 'sms.url: must be an https address'],
    [{ type: 'http', url: 'http://127.0.0.1.sms.example' }, 'sms.url: must be an https address'],
    [{ type: 'http', url: 'https://user:secret@sms.example' }, 'sms.url: must be an https address'],
    [{ type: 'http', url: 'ftp://sms.example' }, 'sms.url: must be an https address'],
    [{ type: 'http', url: 'sms.example' }, 'sms.url: must be an https address'],
    [
      { type: 'http', url: 'https://sms.example', timeoutMs: 9_000 },
      'sms.timeoutMs: must be whole milliseconds',
    ],
    [
      { type: 'http', url: 'https://sms.example', timeoutMs: 100 },
      'sms.timeoutMs: must be whole milliseconds',
    ],
    [
      { type: 'http', url: 'https://sms.example', timeoutMs: '5 s' },
      'sms.timeoutMs: must be whole milliseconds',
    ],
    [{ type: 'http' }, 'sms.url'],
    [{ type: 'sns', url: 'https://sms.example' }, 'sms'],
    [{ type: 'http', url: 'https://sms.example', key: 'x' }, 'sms'],
    [{ type: 'twilio' }, 'sms.type'],
    ['sns', 'sms'],
  ])('may not be %j', (sms, fault) => {
    expect(parsed(sms).join('\n')).toContain(fault);
  });
});

describe('the example for aws-cn', () => {
  it('differs from the other in nothing but who signs officers in and who takes SMS over', () => {
    const read = (path: string) =>
      z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8')));
    const { identity: _identity, ...rest } = read(exampleFile);
    const { identity: _oidc, sms, ...chinaRest } = read(chinaFile);
    expect(chinaRest).toEqual(rest);
    expect(sms).toMatchObject({ type: 'http' });
  });

  it('is what is taken when no file is named', () => {
    const config = readdirSync(fileURLToPath(new URL('../../config', import.meta.url)));
    for (const file of Object.values(defaultDeploymentFile))
      expect(config).toContain(file.replace('config/', ''));
    expect(chinaFile.endsWith(defaultDeploymentFile['aws-cn'])).toBe(true);
  });
});

describe('the app that the CDK CLI runs', { timeout: 60_000 }, () => {
  /** Runs it with the example for the world at large, which does not fit aws-cn. */
  function faultOf(region: string, context: Record<string, string>): string {
    const { status, stderr } = spawnSync(process.execPath, ['infra/app.ts'], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: {
        CDK_OUTDIR: temporaryFolder(),
        CDK_DEFAULT_REGION: region,
        CDK_CONTEXT_JSON: JSON.stringify({ deployment: 'config/example.deployment.json', ...context }),
      },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    return stderr;
  }

  it.each([
    ['in a Chinese region', 'cn-northwest-1', {}],
    ['told so, wherever it is', 'us-east-1', { partition: 'aws-cn' }],
  ])('takes the partition to be aws-cn %s', (_when, region, context) => {
    expect(faultOf(region, context)).toMatch(
      /^DeploymentTargetError: .* aws-cn, stage dev:\n  identity\.type: /,
    );
  });

  it('names an unknown partition in two lines, without a stack', () => {
    const fault = faultOf('us-east-1', { partition: 'china' });
    expect(fault).toContain('"aws"|"aws-cn"');
    expect(fault).toContain('partition');
    expect(fault).not.toContain('    at ');
  });
});

it('a region tells its partition', () => {
  expect(['cn-north-1', 'cn-northwest-1', 'us-east-1', 'ap-east-1', ''].map(partitionOf)).toEqual([
    'aws-cn',
    'aws-cn',
    'aws',
    'aws',
    'aws',
  ]);
});
