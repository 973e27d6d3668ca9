import { createHash } from 'node:crypto';

import * as z from 'zod';

import type { LoopbackRequest, LoopbackResponse } from '#local/server/loopback-server.ts';
import { AwsServiceError } from '#local/server/service-error.ts';
import type { Queue, Queues } from '#local/sqs/queues.ts';

const queueUrlSchema = z.looseObject({ QueueUrl: z.string() });
const sendSchema = queueUrlSchema.extend({ MessageBody: z.string().min(1) });
const sendBatchSchema = queueUrlSchema.extend({
  Entries: z
    .array(z.looseObject({ Id: z.string(), MessageBody: z.string().min(1) }))
    .min(1)
    .max(10),
});
const receiveSchema = queueUrlSchema.extend({
  MaxNumberOfMessages: z.int().min(1).max(10).default(1),
  VisibilityTimeout: z.int().min(0).default(30),
});
const deleteSchema = queueUrlSchema.extend({ ReceiptHandle: z.string() });
const visibilitySchema = deleteSchema.extend({ VisibilityTimeout: z.int().min(0).max(43_200) });
const nameSchema = z.looseObject({ QueueName: z.string() });

type Action = (input: unknown, queues: Queues) => unknown;

const actions: Readonly<Record<string, Action>> = {
  GetQueueUrl: (input, queues) => ({ QueueUrl: queueOf(parse(nameSchema, input).QueueName, queues).url }),
  GetQueueAttributes: (input, queues) => {
    const queue = queueOf(parse(queueUrlSchema, input).QueueUrl, queues);
    return {
      Attributes: { QueueArn: queue.arn, ApproximateNumberOfMessages: String(queue.messages.length) },
    };
  },
  SendMessage: (input, queues) => {
    const { QueueUrl, MessageBody } = parse(sendSchema, input);
    return sent(queueOf(QueueUrl, queues), MessageBody, queues);
  },
  SendMessageBatch: (input, queues) => {
    const { QueueUrl, Entries } = parse(sendBatchSchema, input);
    const queue = queueOf(QueueUrl, queues);
    return {
      Successful: Entries.map(({ Id, MessageBody }) => ({ Id, ...sent(queue, MessageBody, queues) })),
      Failed: [],
    };
  },
  ReceiveMessage: (input, queues) => {
    const { QueueUrl, MaxNumberOfMessages, VisibilityTimeout } = parse(receiveSchema, input);
    const messages = queues.receive(queueOf(QueueUrl, queues).url, MaxNumberOfMessages, VisibilityTimeout);
    return {
      Messages: messages.map(({ id, body }) => ({
        MessageId: id,
        ReceiptHandle: id,
        Body: body,
        MD5OfBody: md5(body),
      })),
    };
  },
  ChangeMessageVisibility: (input, queues) => {
    const { QueueUrl, ReceiptHandle, VisibilityTimeout } = parse(visibilitySchema, input);
    queues.hide(queueOf(QueueUrl, queues).url, ReceiptHandle, VisibilityTimeout);
    return {};
  },
  DeleteMessage: (input, queues) => {
    const { QueueUrl, ReceiptHandle } = parse(deleteSchema, input);
    queues.remove(queueOf(QueueUrl, queues).url, ReceiptHandle);
    return {};
  },
};

/** Answers the SQS calls of the SDK (AWS JSON 1.0) for the queues of the templates. */
export function answerSqs(action: string, request: LoopbackRequest, queues: Queues): LoopbackResponse {
  const act = actions[action];
  if (act === undefined)
    throw new AwsServiceError('UnsupportedOperation', `SQS ${action} is not answered here.`);
  const answer = act(JSON.parse(request.body.toString()), queues);
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify(answer),
  };
}

function sent(queue: Queue, body: string, queues: Queues): object {
  return { MessageId: queues.deliver(queue.url, body), MD5OfMessageBody: md5(body) };
}

function queueOf(nameOrUrl: string, queues: Queues): Queue {
  // The address may name this machine otherwise (localhost), so that its last part decides.
  const name = nameOrUrl.split('/').at(-1);
  const queue = queues.all.find((each) => each.name === name);
  if (queue === undefined) {
    throw new AwsServiceError(
      'AWS.SimpleQueueService.NonExistentQueue',
      'The specified queue does not exist.',
    );
  }
  return queue;
}

function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new AwsServiceError('InvalidParameterValue', `${issue?.path.join('.')}: ${issue?.message}`);
}

// The SDK compares the body's MD5, which is what SQS defines it to be, with the one in the answer.
function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
