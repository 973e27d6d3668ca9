import { createHash } from 'node:crypto';

import * as z from 'zod';

import { nameOf, type Secrets } from '#local/secrets-manager/secrets.ts';
import type { LoopbackRequest, LoopbackResponse } from '#local/server/loopback-server.ts';
import { AwsServiceError } from '#local/server/service-error.ts';

const getSchema = z.looseObject({ SecretId: z.string() });
const putSchema = z.looseObject({ SecretId: z.string(), SecretString: z.string() });

/** Answers the Secrets Manager calls of the SDK (AWS JSON 1.1) for the secrets of the templates: listing, reading, changing. */
export function answerSecretsManager(
  action: string,
  request: LoopbackRequest,
  secrets: Secrets,
): LoopbackResponse {
  const input: unknown = JSON.parse(request.body.toString());
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(answer(action, input, secrets)),
  };
}

function answer(action: string, input: unknown, secrets: Secrets): object {
  if (action === 'ListSecrets')
    return { SecretList: secrets.arns.map((ARN) => ({ ARN, Name: nameOf(ARN) })) };
  if (action === 'GetSecretValue') {
    const arn = arnOf(parse(getSchema, input).SecretId, secrets);
    return { ...described(arn, secrets), SecretString: secrets.valueOf(arn) };
  }
  if (action === 'PutSecretValue') {
    const { SecretId, SecretString } = parse(putSchema, input);
    const arn = arnOf(SecretId, secrets);
    secrets.put(arn, SecretString);
    return described(arn, secrets);
  }
  throw new AwsServiceError('InvalidRequestException', `Secrets Manager ${action} is not answered here.`);
}

/** There is one version: the version's id follows from what it holds. */
function described(arn: string, secrets: Secrets): object {
  const VersionId = createHash('sha256')
    .update(secrets.valueOf(arn) ?? '')
    .digest('hex')
    .slice(0, 32);
  return { ARN: arn, Name: nameOf(arn), VersionId, VersionStages: ['AWSCURRENT'] };
}

function arnOf(nameOrArn: string, secrets: Secrets): string {
  const arn = secrets.find(nameOrArn);
  if (arn !== undefined) return arn;
  throw new AwsServiceError('ResourceNotFoundException', `Secrets Manager can't find the specified secret.`);
}

function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new AwsServiceError('InvalidParameterException', z.prettifyError(result.error));
}
