import { MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';

import type { BundledFunction } from './constructs/bundled-function.ts';
import type { Panel } from './constructs/operations-dashboard.ts';
import type { ProcessMachine } from './constructs/process-machine.ts';
import type { ProcessSystem } from './constructs/process-system.ts';
import type { ServiceApi } from './constructs/service-api.ts';
import { accessLogMetric, deliveredEffects, firstPublications, undeliveredMessages } from './watch.ts';

const PERIOD = Duration.minutes(1);
const sum = { period: PERIOD, statistic: Stats.SUM };
const worst = { period: PERIOD, statistic: Stats.MAXIMUM };
const p95 = { period: PERIOD, statistic: Stats.p(95) };

/** What the dashboard shows the figures of. */
export interface DashboardSubjects {
  readonly api: ServiceApi;
  readonly apiFunctions: readonly BundledFunction[];
  readonly processes: ProcessSystem;
  /** All of them. */
  readonly functions: readonly BundledFunction[];
  readonly tableNames: readonly string[];
  readonly topicNames: readonly string[];
  /** Of the metrics that are counted in logs. */
  readonly namespace: string;
}

/** The dashboard, row by row: who asks, how quickly alerts leave, what is stuck, what is refused. */
export function dashboardRows(subjects: DashboardSubjects): Panel[][] {
  return [requests(subjects), alerts(subjects), processes(subjects), limits(subjects)];
}

function requests({ api: { stage }, apiFunctions }: DashboardSubjects): Panel[] {
  return [
    {
      title: 'Requests a second, by capability',
      left: apiFunctions.map((each) => perSecond(each)),
    },
    {
      title: 'Errors, by capability, and of the API',
      left: [
        ...apiFunctions.map((each) => each.metricErrors({ ...sum, label: each.name })),
        stage.metricServerError({ ...sum, label: '5xx' }),
      ],
      right: [stage.metricClientError({ ...sum, label: '4xx' })],
    },
    {
      title: 'Time to answer, ms',
      left: [
        stage.metricLatency({ ...p95, label: 'p95' }),
        stage.metricLatency({ period: PERIOD, statistic: Stats.p(50), label: 'p50' }),
      ],
    },
  ];
}

/** Each capability has its function; the API counts requests by route only if that is paid for. */
function perSecond(handler: BundledFunction): IMetric {
  const calls = metricId('calls', handler.name);
  return new MathExpression({
    expression: `${calls} / PERIOD(${calls})`,
    usingMetrics: { [calls]: handler.metricInvocations(sum) },
    label: handler.name,
    period: PERIOD,
  });
}

function alerts({ processes: { relay, sender }, topicNames, namespace }: DashboardSubjects): Panel[] {
  return [
    {
      title: 'From commit to publication, ms (budget: p95 3000)',
      left: [
        firstPublications(sender).with({ ...p95, label: 'published, p95' }),
        deliveredEffects(relay).with({ ...p95, label: 'process started or woken, p95' }),
      ],
      right: [relay.metric('IteratorAge', { ...worst, label: 'relay behind the records' })],
    },
    {
      title: 'Messages not taken over, and what SNS gave up',
      left: [
        undeliveredMessages(namespace).with({ ...sum, label: 'not taken over' }),
        ...topicNames.map((topic) => notDelivered(topic)),
      ],
    },
  ];
}

function notDelivered(topic: string): Metric {
  return new Metric({
    namespace: 'AWS/SNS',
    metricName: 'NumberOfNotificationsFailed',
    dimensionsMap: { TopicName: topic },
    ...sum,
    label: `given up: \${PROP('Dim.TopicName')}`,
  });
}

function processes({ processes }: DashboardSubjects): Panel[] {
  const machines = Object.entries(processes.machines);
  return [
    {
      title: 'Given up: effects, and batches of the stream',
      left: [
        processes.deadLetters.metricApproximateNumberOfMessagesVisible({ ...worst, label: 'dead letters' }),
        processes.streamFailures.metricApproximateNumberOfMessagesVisible({
          ...worst,
          label: 'stream failures',
        }),
      ],
    },
    {
      title: 'Processes that failed, timed out or were aborted',
      left: machines.flatMap(([name, { machine }]) => [
        machine.metricFailed({ ...sum, label: `${name} failed` }),
        machine.metricTimedOut({ ...sum, label: `${name} timed out` }),
        machine.metricAborted({ ...sum, label: `${name} aborted` }),
      ]),
    },
    {
      title: 'Open processes, beyond those at the left edge',
      left: machines.map(([name, machine]) => openSince(name, machine)),
    },
  ];
}

/**
 * Step Functions counts open executions for the account only: what has begun since the left edge without an end since.
 * Filled, for a minute in which one of the metrics has nothing would have no difference.
 */
function openSince(name: string, { machine }: ProcessMachine): IMetric {
  const ends = {
    done: machine.metricSucceeded(sum),
    failed: machine.metricFailed(sum),
    late: machine.metricTimedOut(sum),
    cut: machine.metricAborted(sum),
  };
  const begun = metricId('begun', name);
  const named = Object.entries(ends).map(([end, metric]) => [metricId(end, name), metric] as const);
  return new MathExpression({
    expression: [begun, ...named.map(([id]) => id)].map((id) => `RUNNING_SUM(FILL(${id}, 0))`).join(' - '),
    usingMetrics: { [begun]: machine.metricStarted(sum), ...Object.fromEntries(named) },
    label: name,
    period: PERIOD,
  });
}

/** A name for use in an expression; no other metric of the graph has it. */
function metricId(what: string, of: string): string {
  return `${what}_${of.replaceAll('-', '_')}`;
}

function limits({ functions, tableNames, namespace }: DashboardSubjects): Panel[] {
  const database = (metricName: string) =>
    tableNames.map(
      (TableName) =>
        new Metric({ namespace: 'AWS/DynamoDB', metricName, dimensionsMap: { TableName }, ...sum }),
    );
  return [
    {
      title: 'Refused: tokens (401), and more than a route takes (429)',
      left: [
        accessLogMetric(namespace, 'RefusedTokens').with({ ...sum, label: '401' }),
        accessLogMetric(namespace, 'ThrottledRequests').with({ ...sum, label: '429' }),
      ],
    },
    {
      title: 'Throttled functions, and the tables',
      left: functions.map((each) => each.metricThrottles({ ...sum, label: each.name })),
      right: [...database('ReadThrottleEvents'), ...database('WriteThrottleEvents')],
    },
  ];
}
