import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';

import { awaitAwsAnswer } from './aws-answer.ts';
import type { Publisher, SmsMessage, TopicMessage } from './publisher.ts';

/**
 * The publisher on Amazon SNS: one topic per station, with the telephones and mailboxes that subscribed to it, and direct
 * SMS to a telephone number.
 */
export class SnsPublisher implements Publisher {
  readonly #client: SNSClient;
  readonly #topicArns: Readonly<Record<string, string>>;

  /** @param topicArns topic ARN by station */
  constructor(client: SNSClient, topicArns: Readonly<Record<string, string>>) {
    this.#client = client;
    this.#topicArns = topicArns;
  }

  async publishToTopic(
    stationId: string,
    { subject, text }: TopicMessage,
    signal: AbortSignal,
  ): Promise<void> {
    const TopicArn = this.#topicArns[stationId];
    if (TopicArn === undefined) throw new TopicNotConfiguredError(stationId);
    const command = new PublishCommand({
      TopicArn,
      Subject: subject,
      Message: text,
      MessageAttributes: transactional,
    });
    await awaitAwsAnswer(this.#client.send(command, { abortSignal: signal }));
  }

  async sendSms({ telephone, text }: SmsMessage, signal: AbortSignal): Promise<void> {
    const command = new PublishCommand({
      PhoneNumber: telephone,
      Message: text,
      MessageAttributes: transactional,
    });
    await awaitAwsAnswer(this.#client.send(command, { abortSignal: signal }));
  }
}

/** Without it carriers may queue an SMS behind advertising; subscribers by e-mail ignore it. */
const transactional = { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } };

/** The station has no topic in the function's environment: it was configured after the last deployment. */
class TopicNotConfiguredError extends Error {
  override readonly name = 'TopicNotConfiguredError';

  constructor(stationId: string) {
    super(`Station "${stationId}" has no topic.`);
  }
}
