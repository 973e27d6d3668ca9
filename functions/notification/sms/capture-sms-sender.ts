import type { SQSClient } from '@aws-sdk/client-sqs';

import { awaitAwsAnswer } from '../aws-answer.ts';
import type { SmsMessage } from '../publisher.ts';
import type { SmsSender } from './sms-sender.ts';

/**
 * Puts SMS into a queue that a test reads in place of telephones. Each is a JSON object with `deliveryId`, `to` and `text`.
 * Deployments that hold real cases refuse it.
 */
export class CaptureSmsSender implements SmsSender {
  readonly #queueUrl: string;
  #client: SQSClient | undefined;

  constructor(queueUrl: string) {
    this.#queueUrl = queueUrl;
  }

  async send({ deliveryId, telephone, text }: SmsMessage, signal: AbortSignal): Promise<void> {
    // Loaded only where messages are captured: other functions start sooner without it.
    const { SQSClient, SendMessageCommand } = await import('@aws-sdk/client-sqs');
    // At the service's own address: that in a queue's URL need not be one that is encrypted.
    this.#client ??= new SQSClient({ maxAttempts: 1, useQueueUrlAsEndpoint: false });
    const command = new SendMessageCommand({
      QueueUrl: this.#queueUrl,
      MessageBody: JSON.stringify({ deliveryId, to: telephone, text }),
    });
    await awaitAwsAnswer(this.#client.send(command, { abortSignal: signal }));
  }
}
