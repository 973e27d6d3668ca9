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

/** Telephones and mailboxes behind the stations' topics, by topic ARN. */
type TopicSubscribers = ReadonlyMap<string, readonly Subscription[]>;

/** The queue's own address is plain HTTP on the emulator, which its policy refuses. */
export function queueClient(): SQSClient {
  return new SQSClient({ useQueueUrlAsEndpoint: false });
}

/**
 * A queue that subscribes to the topics of all stations: what it receives, each station's telephones and mailboxes receive.
 * @param stack the stateful stack
 */
export async function topicTelephones(stack: string): Promise<Telephones> {
  const sns = new SNSClient();
  const sqs = queueClient();
  const subscribers = await topicSubscribers(sns, stack);
  const topics = [...subscribers.keys()];
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
      for (const body of await drain(sqs, queue.url)) messages.push(...publishedMessages(body, subscribers));
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

/** Who subscribed to the topics of a stack. */
async function topicSubscribers(sns: SNSClient, stack: string): Promise<TopicSubscribers> {
  const { StackResources = [] } = await new CloudFormationClient().send(
    new DescribeStackResourcesCommand({ StackName: stack }),
  );
  const subscribers = new Map<string, readonly Subscription[]>();
  for (const { ResourceType, PhysicalResourceId: TopicArn } of StackResources) {
    if (ResourceType !== 'AWS::SNS::Topic' || TopicArn === undefined) continue;
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    subscribers.set(
      TopicArn,
      Subscriptions.flatMap(({ Protocol, Endpoint = '' }) =>
        Protocol === 'sms' || Protocol === 'email' ? [{ channel: Protocol, to: Endpoint }] : [],
      ),
    );
  }
  return subscribers;
}

/** What each telephone and mailbox received of a message to a topic, as a queue gets it. */
function publishedMessages(body: string, subscribers: TopicSubscribers): OutboxMessage[] {
  const { Subject, Message, Timestamp, TopicArn } = publishedSchema.parse(JSON.parse(body));
  return (subscribers.get(TopicArn) ?? []).map(({ channel, to }) => ({
    at: Timestamp,
    channel,
    to,
    text: Message,
    ...(channel === 'sms' || Subject === undefined ? {} : { subject: Subject }),
  }));
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
