import type { StateMachineEngine } from '@border815/engine';

import type { DynamoDbEndpoint } from '#local/dynamodb/dynamodb-endpoint.ts';
import { answerKms } from '#local/kms/kms-endpoint.ts';
import type { KeyStore } from '#local/kms/key-store.ts';
import { answerS3, type BucketSurroundings } from '#local/s3/s3-endpoint.ts';
import { answerSecretsManager } from '#local/secrets-manager/secrets-endpoint.ts';
import type { Secrets } from '#local/secrets-manager/secrets.ts';
import type { LoopbackHandler, LoopbackRequest, LoopbackResponse } from '#local/server/loopback-server.ts';
import { callerOf, type ObservedCall } from '#local/server/observed-call.ts';
import { AwsServiceError } from '#local/server/service-error.ts';
import { answerSns } from '#local/sns/sns-endpoint.ts';
import type { Topics } from '#local/sns/topics.ts';
import { answerSqs } from '#local/sqs/sqs-endpoint.ts';
import type { Queues } from '#local/sqs/queues.ts';
import type { Activity } from '#local/system/activity.ts';

/** The services that are answered on this machine. */
export interface AwsServices {
  readonly activity: Activity;
  readonly engine: StateMachineEngine;
  readonly dynamodb: DynamoDbEndpoint;
  readonly topics: Topics;
  readonly queues: Queues;
  readonly buckets: BucketSurroundings;
  readonly secrets: Secrets;
  readonly keys: KeyStore;
  /** Told of every call that was answered. */
  readonly observe?: ((call: ObservedCall) => void) | undefined;
}

/** Largest body that is taken, in bytes: uploads go through memory. */
const bodyLimit = 64 * 1024 * 1024;

/**
 * One address for all services, as AWS_ENDPOINT_URL of the SDK and `--endpoint-url` of the AWS CLI want it. Which
 * service is meant shows in the request: the target header, the form of SNS, or else S3.
 */
export function awsEndpoint(services: AwsServices): LoopbackHandler {
  return {
    bodyLimit,
    handle: (request) => services.activity.during(() => observed(request, services)),
    tooLarge: () => jsonRefusal(new AwsServiceError('RequestEntityTooLarge', 'The body is too large.', 413)),
  };
}

async function observed(request: LoopbackRequest, services: AwsServices): Promise<LoopbackResponse> {
  const response = await answer(request, services);
  services.observe?.({ caller: callerOf(request), request, status: response.status });
  return response;
}

async function answer(request: LoopbackRequest, services: AwsServices): Promise<LoopbackResponse> {
  const [service, action = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
  try {
    switch (service) {
      case 'AWSStepFunctions':
        return await services.engine.handleRequest({
          target: `AWSStepFunctions.${action}`,
          body: request.body.toString(),
        });
      case 'DynamoDB_20120810':
      case 'DynamoDBStreams_20120810':
        return await services.dynamodb.answer(action, request);
      case 'AmazonSQS':
        return answerSqs(action, request, services.queues);
      case 'TrentService':
        return answerKms(action, request, services.keys);
      case 'secretsmanager':
        return answerSecretsManager(action, request, services.secrets);
      default:
        return isForm(request) ? answerSns(request, services.topics) : answerS3(request, services.buckets);
    }
  } catch (error) {
    if (error instanceof AwsServiceError) return jsonRefusal(error);
    throw error;
  }
}

function isForm(request: LoopbackRequest): boolean {
  const type = request.headers['content-type'] ?? '';
  return request.method === 'POST' && type.startsWith('application/x-www-form-urlencoded');
}

function jsonRefusal({ code, message, status }: AwsServiceError): LoopbackResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message }),
  };
}
