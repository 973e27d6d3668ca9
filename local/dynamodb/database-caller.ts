import * as z from 'zod';

import { AwsServiceError } from '#local/server/service-error.ts';
import type { Credentials } from '#local/system/credentials.ts';

/** Calls the local database by `DynamoDB_20120810.GetItem` and the like. @throws AwsServiceError when it refuses */
export type DatabaseCaller = (target: string, parameters: object) => Promise<unknown>;

const refusalSchema = z.looseObject({
  __type: z.string().default(''),
  message: z.string().optional(),
  Message: z.string().optional(),
});

/** Calls of the system itself, with values written as types (`{ S: 'text' }`); functions use the SDK. */
export function databaseCaller(endpoint: string, region: string, credentials: Credentials): DatabaseCaller {
  // DynamoDB Local takes the access key and the region from here and does not check the signature.
  const scope = `${credentials.accessKeyId}/20260101/${region}/dynamodb/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
  return async (target, parameters) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target },
      body: JSON.stringify(parameters),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    const { __type: type, message, Message } = refusalSchema.parse(answer);
    throw new AwsServiceError(type.split('#').at(-1) ?? '', message ?? Message ?? '', response.status);
  };
}
