import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import {
  ListSubscriptionsByTopicCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';

import type { OutboxMessage } from '#cli/demo/demo-system.ts';

import type { Telephones } from './telephones.ts';

const publishedSchema = z.object({
  Subject: z.string().optional(),
  Message: z.string(),
  Timestamp: z.iso.datetime(),
  TopicArn: z.string(),
});

/** Where a topic leads, beside the queue that listens in. */
interface Subscription {
  readonly channel: 'sms' | 'email';
  readonly to: string;
}

/**
 * A queue that subscribes to the topics of all stations: what it receives, each station's telephones and mailboxes receive.
 * @param stack the stateful stack
 */
export async function topicTelephones(stack: string): Promise<Telephones> {
  const sns = new SNSClient();
  // The queue's own address is plain HTTP on the emulator, which its policies refuse.
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const topics = await topicsOf(stack);
  const subscriptions = new Map<string, readonly Subscription[]>();
  for (const topic of topics) subscriptions.set(topic, await subscriptionsOf(sns, topic));

  const queue = await makeQueue(sqs, `${stack}-listener`, topics);
  const listening: string[] = [];
  for (const TopicArn of topics) {
    const { SubscriptionArn } = await sns.send(
      new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queue.arn, ReturnSubscriptionArn: true }),
    );
    if (SubscriptionArn !== undefined) listening.push(SubscriptionArn);
  }

  const messages: OutboxMessage[] = [];
  return {
    received: async () => {
      for (const body of await drain(sqs, queue.url)) {
        const { Subject, Message, Timestamp, TopicArn } = publishedSchema.parse(JSON.parse(body));
        for (const { channel, to } of subscriptions.get(TopicArn) ?? [])
          messages.push({
            ...{ at: Timestamp, channel, to, text: Message },
            ...(channel === 'sms' || Subject === undefined ? {} : { subject: Subject }),
          });
      }
      return messages;
    },
    close: async () => {
      for (const SubscriptionArn of listening) await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url }));
      sns.destroy();
      sqs.destroy();
    },
  };
}

async function topicsOf(stack: string): Promise<string[]> {
  const { StackResources = [] } = await new CloudFormationClient().send(
    new DescribeStackResourcesCommand({ StackName: stack }),
  );
  return StackResources.filter(({ ResourceType }) => ResourceType === 'AWS::SNS::Topic').map(
    ({ PhysicalResourceId = '' }) => PhysicalResourceId,
  );
}

async function subscriptionsOf(sns: SNSClient, TopicArn: string): Promise<Subscription[]> {
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  return Subscriptions.flatMap(({ Protocol, Endpoint = '' }) =>
    Protocol === 'sms' || Protocol === 'email' ? [{ channel: Protocol, to: Endpoint }] : [],
  );
}

async function makeQueue(sqs: SQSClient, name: string, topics: readonly string[]) {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name.slice(0, 80) }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const arn = Attributes?.['QueueArn'] ?? '';
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: arn,
    Condition: { ArnEquals: { 'aws:SourceArn': topics } },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  return { url: QueueUrl, arn };
}

/** Takes everything out of a queue. */
export async function drain(sqs: SQSClient, QueueUrl: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    );
    if (Messages.length === 0) return bodies;
    bodies.push(...Messages.map(({ Body = '' }) => Body));
    await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: Messages.map(({ ReceiptHandle = '' }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );
  }
}
