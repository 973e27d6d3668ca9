import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

import type { Key } from '#platform/store/item-store.ts';

/** Where an effect goes that could not be delivered; an alarm watches that it is empty. */
export interface DeadLetters {
  /** Hands over the key of the row: ids, no content. */
  add(row: Key): Promise<void>;
}

/** The dead letters in an SQS queue. */
export class SqsDeadLetters implements DeadLetters {
  readonly #client: SQSClient;
  readonly #queueUrl: string;

  constructor(client: SQSClient, queueUrl: string) {
    this.#client = client;
    this.#queueUrl = queueUrl;
  }

  async add(row: Key): Promise<void> {
    await this.#client.send(
      new SendMessageCommand({ QueueUrl: this.#queueUrl, MessageBody: JSON.stringify(row) }),
    );
  }
}
