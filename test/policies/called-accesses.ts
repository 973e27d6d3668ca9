import * as z from 'zod';

import type { ObservedCall } from '#local/server/observed-call.ts';
import type { LoopbackRequest } from '#local/server/loopback-server.ts';
import { localArn, type LocalEnvironment } from '#local/template/environment.ts';

import type { Access } from './policy-evaluator.ts';

/**
 * What IAM checks when this call is made, besides the use of keys by services.
 * @param aliases ARN of the key behind each alias
 * @throws Error for a call that is not known here
 */
export function accessesOf(
  { request, status }: ObservedCall,
  environment: LocalEnvironment,
  aliases: ReadonlyMap<string, string>,
): Access[] {
  const [service = '', action = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
  switch (service) {
    case 'DynamoDB_20120810':
      return databaseAccesses(action, json(request), environment);
    case 'AWSStepFunctions':
      return [executionAccess(action, json(request))];
    case 'AmazonSQS':
      return [queueAccess(action, json(request), environment)];
    case 'secretsmanager':
      return [secretAccess(action, json(request))];
    case 'TrentService':
      return [keyAccess(action, json(request), aliases)];
    case '':
      return isForm(request) ? [messageAccess(request)] : objectAccesses(request, status, environment);
    default:
      throw new Error(`What IAM checks for ${service}.${action} is not known here.`);
  }
}

const tableCallSchema = z.looseObject({ TableName: z.string(), IndexName: z.string().optional() });
const transactionSchema = z.looseObject({
  TransactItems: z.array(
    z.partialRecord(z.enum(['Put', 'Delete', 'ConditionCheck', 'Update']), tableCallSchema),
  ),
});

/** A transaction is checked item by item: there is no permission for transactions. */
const itemActions = {
  Put: 'PutItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Update: 'UpdateItem',
} as const;

function databaseAccesses(action: string, body: unknown, environment: LocalEnvironment): Access[] {
  const tableArn = (name: string) => localArn(environment, 'dynamodb', `table/${name}`);
  if (action === 'TransactWriteItems')
    return transactionSchema.parse(body).TransactItems.flatMap((item) =>
      Object.entries(item).map(([kind, { TableName }]) => ({
        action: `dynamodb:${itemActions[kind as keyof typeof itemActions]}`,
        resource: tableArn(TableName),
      })),
    );
  if (action !== 'GetItem' && action !== 'Query')
    throw new Error(`What IAM checks for dynamodb ${action} is not known here.`);
  const { TableName, IndexName } = tableCallSchema.parse(body);
  const index = IndexName === undefined ? '' : `/index/${IndexName}`;
  return [{ action: `dynamodb:${action}`, resource: tableArn(TableName) + index }];
}

const startSchema = z.looseObject({ stateMachineArn: z.string() });
const successSchema = z.looseObject({ taskToken: z.string() });
const describeSchema = z.looseObject({ executionArn: z.string() });
const tokenSchema = z.tuple([z.string(), z.unknown(), z.unknown()]);

function executionAccess(action: string, body: unknown): Access {
  switch (action) {
    case 'StartExecution':
      return { action: 'states:StartExecution', resource: startSchema.parse(body).stateMachineArn };
    case 'DescribeExecution':
      return { action: 'states:DescribeExecution', resource: describeSchema.parse(body).executionArn };
    case 'SendTaskSuccess': {
      const token = Buffer.from(successSchema.parse(body).taskToken, 'base64url').toString();
      const [executionArn] = tokenSchema.parse(JSON.parse(token));
      return { action: 'states:SendTaskSuccess', resource: machineOf(executionArn) };
    }
    default:
      throw new Error(`What IAM checks for states ${action} is not known here.`);
  }
}

function machineOf(executionArn: string): string {
  return executionArn.replace(':execution:', ':stateMachine:').replace(/:[^:]+$/, '');
}

const queueCallSchema = z.looseObject({ QueueUrl: z.string() });

function queueAccess(action: string, body: unknown, environment: LocalEnvironment): Access {
  const { QueueUrl } = queueCallSchema.parse(body);
  const name = QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1);
  return { action: `sqs:${action}`, resource: localArn(environment, 'sqs', name) };
}

const secretCallSchema = z.looseObject({ SecretId: z.string().startsWith('arn:') });

function secretAccess(action: string, body: unknown): Access {
  return { action: `secretsmanager:${action}`, resource: secretCallSchema.parse(body).SecretId };
}

const keyCallSchema = z.looseObject({
  KeyId: z.templateLiteral([z.enum(['alias/', 'arn:']), z.string()]),
  EncryptionContext: z.record(z.string(), z.string()).default({}),
});

/** A key is called by its ARN with a context, or, where stations sign, by its alias; those are what a policy can name. */
function keyAccess(action: string, body: unknown, aliases: ReadonlyMap<string, string>): Access {
  const { KeyId: alias, EncryptionContext } = keyCallSchema.parse(body);
  if (alias.startsWith('arn:')) {
    const context = Object.entries(EncryptionContext).map(([name, value]) => [
      `kms:EncryptionContext:${name}`,
      value,
    ]);
    return { action: `kms:${action}`, resource: alias, context: Object.fromEntries(context) };
  }
  const resource = aliases.get(alias);
  if (resource === undefined) throw new Error(`No key is called ${alias}.`);
  return { action: `kms:${action}`, resource, context: { 'kms:ResourceAliases': alias } };
}

/** What is published to a telephone has the number for its resource, which is no ARN. */
function messageAccess(request: LoopbackRequest): Access {
  const form = new URLSearchParams(request.body.toString());
  const resource = form.get('TopicArn') ?? form.get('PhoneNumber');
  if (form.get('Action') !== 'Publish' || resource === null)
    throw new Error(`What IAM checks for sns ${form.get('Action')} is not known here.`);
  return { action: 'sns:Publish', resource };
}

const objectActions: Readonly<Record<string, string>> = {
  PUT: 's3:PutObject',
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
};

/** Without leave to list the bucket, S3 answers 403 instead of 404, and what is missing looks like a fault. */
function objectAccesses(request: LoopbackRequest, status: number, { partition }: LocalEnvironment): Access[] {
  const action = objectActions[request.method];
  if (action === undefined) throw new Error(`What IAM checks for s3 ${request.method} is not known here.`);
  const [, bucket = '', ...key] = decodeURIComponent(request.path).split('/');
  const bucketArn = `arn:${partition}:s3:::${bucket}`;
  const object = { action, resource: `${bucketArn}/${key.join('/')}` };
  return status === 404 ? [object, { action: 's3:ListBucket', resource: bucketArn }] : [object];
}

function json({ body }: LoopbackRequest): unknown {
  return JSON.parse(body.toString());
}

function isForm({ headers }: LoopbackRequest): boolean {
  return (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
}
