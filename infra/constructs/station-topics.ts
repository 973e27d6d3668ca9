/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { Aws, Stack } from 'aws-cdk-lib/core';
import { PolicyStatement, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

import { sha256 } from '#platform/ids.ts';
import type { Station } from '#platform/deployment/deployment.ts';

import { allow } from './granting.ts';
import type { ServiceKey } from './service-key.ts';

/** What the topics need. */
export interface StationTopicsProps {
  readonly key: ServiceKey;
  readonly stations: readonly Station[];
  /** Whether SNS reaches telephones here; otherwise the topics have mailboxes only, and SMS go another way. */
  readonly sendsSms: boolean;
}

/**
 * One topic per station with the subscriptions of its duty room. They stand with the records, for each mailbox has to
 * confirm its subscription once. (CloudFormation cannot ask for AuthenticateOnUnsubscribe: whoever holds a message can
 * end that subscription, which is why officers are also called directly.)
 */
export class StationTopics extends Construct {
  readonly #topics: ReadonlyMap<string, Topic>;
  readonly #key: ServiceKey;

  constructor(scope: Construct, id: string, { key, stations, sendsSms }: StationTopicsProps) {
    super(scope, id);
    this.#key = key;
    this.#topics = new Map(stations.map((station) => [station.id, this.#topicOf(station, sendsSms)]));
  }

  /**
   * Topic ARN by station id, made of the topic's name: an export that the other stack imports would keep a station from
   * being taken out of the deployment (ADR 0009).
   */
  get arns(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      [...this.#topics.keys()].map((station) => [station, this.#arnOf(station)] as const),
    );
  }

  /** What every topic's ARN is before the station's id; no other topic's begins so. */
  get arnPrefix(): string {
    return this.#arnOf('');
  }

  /** Lets a function publish to the stations' topics, and to no other. */
  grantPublish(grantee: IGrantable): void {
    // By their common beginning: a list would outgrow the role's policy near seventy stations.
    allow(grantee, ['sns:Publish'], [`${this.arnPrefix}*`]);
    this.#key.grantThrough('sns', grantee, 'seal');
  }

  /** Lets a function send an SMS to a telephone by SNS, and publish to no topic by it. */
  grantSms(grantee: IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      // A telephone number has no ARN; what is not a topic (or an endpoint of one) is a telephone.
      new PolicyStatement({ actions: ['sns:Publish'], notResources: [`arn:${Aws.PARTITION}:sns:*:*:*`] }),
    );
  }

  #topicOf({ id, contacts }: Station, sendsSms: boolean): Topic {
    // No display name: SNS would put it before each SMS, which has no character to spare.
    const topicName = this.#nameOf(id);
    const topic = new Topic(this, id, { topicName, masterKey: this.#key, enforceSSL: true });
    this.#subscribe(topic, SubscriptionProtocol.EMAIL, contacts.emails);
    if (sendsSms) this.#subscribe(topic, SubscriptionProtocol.SMS, contacts.telephones);
    return topic;
  }

  /** Names of the topics. */
  get names(): string[] {
    return [...this.#topics.keys()].map((station) => this.#nameOf(station));
  }

  #nameOf(station: string): string {
    return `${Stack.of(this).stackName}-${station}`;
  }

  #arnOf(station: string): string {
    return Stack.of(this).formatArn({ service: 'sns', resource: this.#nameOf(station) });
  }

  /** Named by what they lead to, so that a change in the order of the contacts replaces none. */
  #subscribe(topic: Topic, protocol: SubscriptionProtocol, endpoints: readonly string[]): void {
    for (const endpoint of endpoints)
      new Subscription(topic, `${protocol}-${sha256(endpoint).slice(0, 8)}`, { topic, protocol, endpoint });
  }
}
