import { randomUUID } from 'node:crypto';

import * as z from 'zod';

import type { AsynchronousInvocation } from '#local/lambda/asynchronous-invocation.ts';
import type { Outbox } from '#local/outbox/outbox.ts';
import { AwsServiceError } from '#local/server/service-error.ts';
import { publishedTexts, type Publication } from '#local/sns/publication.ts';
import type { Queues } from '#local/sqs/queues.ts';
import type { SystemClock } from '#local/system/system-clock.ts';
import { flagSchema, parseProperties } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';

const protocolSchema = z.enum(['email', 'email-json', 'sms', 'sqs', 'lambda']);

const subscriptionSchema = z.looseObject({
  TopicArn: z.string(),
  Protocol: protocolSchema,
  Endpoint: z.string(),
  RawMessageDelivery: flagSchema.default(false),
  FilterPolicy: z.undefined('subscription filters are not supported').optional(),
});

const topicSchema = z.looseObject({
  Subscription: z.array(z.looseObject({ Protocol: protocolSchema, Endpoint: z.string() })).default([]),
});

interface Subscription {
  /** Calls the function when the protocol is `lambda`. */
  readonly invoke?: (event: unknown) => void;
  readonly protocol: z.infer<typeof protocolSchema>;
  readonly endpoint: string;
  readonly raw: boolean;
}

interface Topic {
  readonly arn: string;
  readonly name: string;
  readonly subscriptions: Subscription[];
}

/** Where the topics of the templates deliver to. */
export interface TopicSurroundings {
  readonly graph: TemplateGraph;
  readonly outbox: Outbox;
  readonly queues: Queues;
  readonly functions: AsynchronousInvocation;
  readonly clock: SystemClock;
}

/** The topics of the templates with their subscriptions, and the direct SMS. */
export class Topics {
  readonly #topics = new Map<string, Topic>();
  readonly #surroundings: TopicSurroundings;

  constructor(surroundings: TopicSurroundings) {
    this.#surroundings = surroundings;
    const { graph } = surroundings;
    for (const resource of graph.ofType('AWS::SNS::Topic')) {
      const arn = graph.refOf(resource);
      const subscriptions = parseProperties(resource, topicSchema).Subscription.map((inline) =>
        this.#subscription({ ...inline, RawMessageDelivery: false }, resource.subject),
      );
      this.#topics.set(arn, { arn, name: graph.attributeOf(resource, 'TopicName'), subscriptions });
    }
    for (const resource of graph.ofType('AWS::SNS::Subscription')) {
      const properties = parseProperties(resource, subscriptionSchema);
      const subscription = this.#subscription(properties, resource.subject);
      this.#topics.get(properties.TopicArn)?.subscriptions.push(subscription);
    }
  }

  /**
   * Publishes to a topic's subscriptions or to one telephone, and returns the message's id.
   * @throws AwsServiceError with SNS's own error names
   */
  publish(publication: Publication): string {
    const texts = publishedTexts(publication);
    if (publication.phoneNumber !== undefined) {
      this.#publishToTelephone(publication.phoneNumber, texts.for('sms'));
      return randomUUID();
    }
    const topic = this.#topics.get(publication.topicArn ?? '');
    if (topic === undefined) throw new AwsServiceError('NotFound', 'Topic does not exist', 404);
    const messageId = randomUUID();
    for (const subscription of topic.subscriptions) {
      this.#deliver(subscription, topic, messageId, texts.for(subscription.protocol), publication.subject);
    }
    return messageId;
  }

  #publishToTelephone(telephone: string, text: string): void {
    const { outbox } = this.#surroundings;
    if (!/^\+[1-9]\d{6,14}$/.test(telephone)) {
      throw new AwsServiceError(
        'InvalidParameter',
        'Invalid parameter: PhoneNumber is not valid to publish to',
      );
    }
    if (outbox.failsFor(telephone)) {
      throw new AwsServiceError('OptedOut', 'The telephone number does not take messages', 400);
    }
    outbox.receive({ channel: 'sms', to: telephone, text });
  }

  #deliver(
    subscription: Subscription,
    topic: Topic,
    messageId: string,
    text: string,
    subject?: string,
  ): void {
    const { outbox, queues } = this.#surroundings;
    const titled = subject === undefined ? {} : { subject };
    switch (subscription.protocol) {
      case 'sms':
        // A subscription's delivery fails without the publisher learning of it, as on AWS.
        if (!outbox.failsFor(subscription.endpoint)) {
          outbox.receive({ channel: 'sms', to: subscription.endpoint, topic: topic.name, text });
        }
        return;
      case 'email':
      case 'email-json':
        outbox.receive({ channel: 'email', to: subscription.endpoint, topic: topic.name, ...titled, text });
        return;
      case 'sqs': {
        const envelope = JSON.stringify(this.#envelope(topic, messageId, text, subject));
        queues.deliver(subscription.endpoint, subscription.raw ? text : envelope);
        return;
      }
      case 'lambda':
        subscription.invoke?.(functionEvent(topic, this.#envelope(topic, messageId, text, subject)));
        return;
      default:
        return subscription.protocol satisfies never;
    }
  }

  #subscription(
    properties: Pick<z.infer<typeof subscriptionSchema>, 'Protocol' | 'Endpoint' | 'RawMessageDelivery'>,
    subject: string,
  ): Subscription {
    const { Endpoint: endpoint, Protocol: protocol, RawMessageDelivery: raw } = properties;
    if (protocol !== 'lambda') return { protocol, endpoint, raw };
    return { protocol, endpoint, raw, invoke: this.#surroundings.functions.invoker(endpoint, subject) };
  }

  #envelope(topic: Topic, messageId: string, text: string, subject: string | undefined): object {
    return {
      Type: 'Notification',
      MessageId: messageId,
      TopicArn: topic.arn,
      Subject: subject ?? null,
      Message: text,
      Timestamp: new Date(this.#surroundings.clock.now()).toISOString(),
      MessageAttributes: {},
    };
  }
}

function functionEvent(topic: Topic, envelope: object): object {
  const record = {
    EventSource: 'aws:sns',
    EventVersion: '1.0',
    EventSubscriptionArn: topic.arn,
    Sns: envelope,
  };
  return { Records: [record] };
}
