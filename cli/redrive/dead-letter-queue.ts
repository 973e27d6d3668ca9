import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';

import type { Key } from '#platform/store/item-store.ts';

/** Time in which everything must be looked at and dealt with; then what is left shows again by itself. */
const HELD_SECONDS = 300;
/** Asks all of the queue's servers, where a question without waiting asks some. */
const WAIT_SECONDS = 1;
const BATCH = 10;

const bodySchema = z.object({ pk: z.string(), sk: z.string() });

/** A message of the queue: the key of an outbox row that was given up. */
export interface DeadLetter {
  readonly messageId: string;
  readonly receipt: string;
  /** `undefined` when the message is none that the sweeper wrote. */
  readonly row: Key | undefined;
}

/** The queue of what was given up, taken in hand for a while. */
export class DeadLetterQueue {
  readonly #client: SQSClient;
  readonly #queueUrl: string;

  constructor(client: SQSClient, queueUrl: string) {
    this.#client = client;
    this.#queueUrl = queueUrl;
  }

  /** Everything in the queue, hidden from others until it is removed or released. */
  async takeAll(): Promise<DeadLetter[]> {
    const letters = new Map<string, DeadLetter>();
    for (;;) {
      const { Messages = [] } = await this.#client.send(
        new ReceiveMessageCommand({
          QueueUrl: this.#queueUrl,
          MaxNumberOfMessages: BATCH,
          VisibilityTimeout: HELD_SECONDS,
          WaitTimeSeconds: WAIT_SECONDS,
        }),
      );
      if (Messages.length === 0) return [...letters.values()];
      // A message may come twice; its last receipt is the one that counts.
      for (const { MessageId = '', ReceiptHandle = '', Body = '' } of Messages)
        letters.set(MessageId, { messageId: MessageId, receipt: ReceiptHandle, row: readRow(Body) });
    }
  }

  async remove({ receipt }: DeadLetter): Promise<void> {
    await this.#client.send(new DeleteMessageCommand({ QueueUrl: this.#queueUrl, ReceiptHandle: receipt }));
  }

  /** Lets a message be seen again at once. */
  async release({ receipt }: DeadLetter): Promise<void> {
    await this.#client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: this.#queueUrl,
        ReceiptHandle: receipt,
        VisibilityTimeout: 0,
      }),
    );
  }
}

function readRow(body: string): Key | undefined {
  try {
    return bodySchema.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}
