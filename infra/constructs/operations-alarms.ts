import { Duration, Stack } from 'aws-cdk-lib/core';
import {
  Alarm,
  ComparisonOperator,
  TreatMissingData,
  type IMetric,
  type MetricOptions,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

import type { ServiceKey } from './service-key.ts';

/** Page of the operator's manual that every alarm points to. */
const RUNBOOK = 'docs/operations.md';
const PERIOD = Duration.minutes(5);

/** Sections of the operator's manual; each alarm names the one that says what to do. */
export const runbookSections = [
  'undelivered-effects',
  'undelivered-messages',
  'stream-failures',
  'failed-processes',
  'function-errors',
  'function-throttles',
  'relay-lag',
  'sweeper-silent',
  'api-errors',
  'refused-tokens',
] as const;

/** A section of the operator's manual. */
export type RunbookSection = (typeof runbookSections)[number];

/** One alarm: what is watched, and what it means to the people who rely on the system. */
export interface AlarmSpecification {
  readonly metric: IMetric;
  /** Goes off at this value within one period of the metric; default 1. */
  readonly threshold?: number;
  /** Goes off below the threshold instead, and when there is no measurement at all. */
  readonly below?: boolean;
  readonly impact: string;
  readonly section: RunbookSection;
}

/** What the alarms need. */
export interface OperationsAlarmsProps {
  readonly emails: readonly string[];
  readonly key: ServiceKey;
}

/** How a metric is added up for an alarm. */
export function summed(statistic: 'Sum' | 'Maximum' = 'Sum'): MetricOptions {
  return { period: PERIOD, statistic };
}

/** The operators' topic and the alarms that publish to it. Each says its impact and where to read on. */
export class OperationsAlarms extends Construct {
  readonly topic: Topic;
  readonly #alarms: Alarm[] = [];

  constructor(scope: Construct, id: string, { emails, key }: OperationsAlarmsProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'border815', masterKey: key, enforceSSL: true });
    this.#letAlarmsPublish();
    for (const email of emails) this.topic.addSubscription(new EmailSubscription(email));
  }

  /** A topic with a policy of its own, as enforceSSL makes one, refuses alarms that the policy does not name. */
  #letAlarmsPublish(): void {
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  /** All of them, in the order in which they were added. */
  get alarms(): readonly Alarm[] {
    return this.#alarms;
  }

  /** Adds an alarm; `id` is its logical name and never changes. */
  watch(id: string, { metric, threshold = 1, below = false, impact, section }: AlarmSpecification): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: `${impact} What to do: ${RUNBOOK}#${section}`,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    this.#alarms.push(alarm);
  }
}
