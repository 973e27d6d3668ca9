/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';

import { UNDELIVERED_MESSAGE } from '#functions/notification/logged-publisher.ts';
import { MEASUREMENTS, type Measurement } from '#platform/lambda/measure.ts';

import type { BundledFunction } from './constructs/bundled-function.ts';
import { summed, type OperationsAlarms } from './constructs/operations-alarms.ts';
import type { ProcessSystem } from './constructs/process-system.ts';
import type { ServiceApi } from './constructs/service-api.ts';
import type { FunctionName } from './function-entries.ts';

/** A relay further behind than this keeps a station waiting for its alert. */
const RELAY_LAG_MS = 30_000;
/** The budget from commit to publication is 3 s at the 95th percentile; three times as much is no chance cold start. */
const SLOW_ALERT_MS = 9_000;
/** Alerts are rare: a few of them make a percentile. */
const SLOW_PERIOD = Duration.minutes(15);
/** One officer mistyping or an expired token is nothing; this many in five minutes is an outage or an attack. */
const REFUSED_TOKENS = 20;

/** What the gateway refuses by itself, which no function hears of, by the status that its log tells. */
const countedStatus = { RefusedTokens: '401', ThrottledRequests: '429' } as const;

/** How often the API refused something by itself. */
export function accessLogMetric(namespace: string, metricName: keyof typeof countedStatus): Metric {
  return new Metric({ namespace, metricName });
}

/** How long after its commit an alert's first messages were taken over. */
export function firstPublications(sender: BundledFunction): Metric {
  return measurement('CommitToPublish', sender);
}

/** How long after their commit effects were delivered. */
export function deliveredEffects(relay: BundledFunction): Metric {
  return measurement('CommitToEffect', relay);
}

function measurement(metricName: Measurement, { functionName }: BundledFunction): Metric {
  return new Metric({ namespace: MEASUREMENTS, metricName, dimensionsMap: { FunctionName: functionName } });
}

/** How many messages no provider took over. */
export function undeliveredMessages(namespace: string): Metric {
  return new Metric({ namespace, metricName: 'UndeliveredMessages' });
}

/** What it means to the officers when a function fails. */
const impactOf: Readonly<Record<FunctionName, string>> = {
  'casework-api': 'Officers cannot see cases, acknowledge alerts or report tasks.',
  'duty-api': 'Rosters and handovers cannot be read or written.',
  'investigation-api': 'Joint investigations cannot be opened, answered, led or closed through the API.',
  'investigation-steps': 'Unanswered requests for cooperation are not passed on, overdue papers not told.',
  'missing-person-api': 'Missing persons cannot be reported, found or closed through the API.',
  'missing-person-steps': 'Searches are not planned, reviewed or stood down.',
  'notification-steps': 'Alerts may not reach the officers.',
  'outbox-relay': 'What was committed has no effect until the sweeper takes it up.',
  'public-appeal': 'The public cannot see appeals or leave tips.',
  'public-link': 'Officers cannot acknowledge or report by the links they were sent.',
  'register-wait': 'Processes look again only when their timers fire, or stop.',
  'registry-api': 'Residents cannot be looked up, entered or corrected.',
  'registry-hit-api': 'Officers cannot see or verify registry hits.',
  'registry-hit-steps': 'Registry hits that nobody verifies are not passed on to chiefs and superior.',
  'registry-worker':
    'Residents are not compared with the wanted list, files not imported, digests not written.',
  'service-description': 'The OpenAPI document cannot be read.',
  sweeper: 'Late effects and stopped processes are not taken up.',
  'transfer-api': 'Suspects cannot be released, received or reported escaped through the API.',
  'transfer-steps': 'Legal time limits are not warned of, handovers that nobody receives do not end.',
};

/** Alarms on what happens by itself after a commit. */
export function watchProcesses(alarms: OperationsAlarms, processes: ProcessSystem): void {
  alarms.watch('DeadLetters', {
    metric: processes.deadLetters.metricApproximateNumberOfMessagesVisible(summed('Maximum')),
    impact: 'An effect of a command was given up: an alert or a process step will not happen by itself.',
    section: 'undelivered-effects',
  });
  alarms.watch('StreamFailures', {
    metric: processes.streamFailures.metricApproximateNumberOfMessagesVisible(summed('Maximum')),
    impact: 'Effects left the quick way and reach their stations minutes late, by the sweeper.',
    section: 'stream-failures',
  });
  for (const [name, { machine }] of Object.entries(processes.machines)) {
    const failed = `A process "${name}" stopped before its end; the sweeper starts another in its place.`;
    const outcomes = {
      Failed: machine.metricFailed(summed()),
      TimedOut: machine.metricTimedOut(summed()),
      Aborted: machine.metricAborted(summed()),
    };
    for (const [outcome, metric] of Object.entries(outcomes))
      alarms.watch(`${name}-${outcome}`, { metric, impact: failed, section: 'failed-processes' });
  }
  alarms.watch('RelayLag', {
    metric: processes.relay.metric('IteratorAge', summed('Maximum')),
    threshold: RELAY_LAG_MS,
    impact: 'Alerts go out late: the relay is behind the records.',
    section: 'relay-lag',
  });
  alarms.watch('SlowAlerts', {
    metric: firstPublications(processes.sender).with({ period: SLOW_PERIOD, statistic: Stats.p(95) }),
    threshold: SLOW_ALERT_MS,
    impact: 'Alerts go out late: more time than planned passes between a command and the first message.',
    section: 'relay-lag',
  });
  alarms.watch('SweeperSilent', {
    metric: processes.sweeper.metricInvocations(summed()),
    below: true,
    impact: 'Nothing takes up late effects and stopped processes.',
    section: 'sweeper-silent',
  });
}

/** Alarm on messages that no provider took over, counted in the log of the function that sends them. */
export function watchMessages(alarms: OperationsAlarms, sender: BundledFunction, namespace: string): void {
  const { metricName } = undeliveredMessages(namespace);
  new MetricFilter(sender, 'UndeliveredMessages', {
    metricNamespace: namespace,
    metricName,
    logGroup: sender.logGroup,
    filterPattern: FilterPattern.stringValue('$.message', '=', UNDELIVERED_MESSAGE),
    metricValue: '1',
    defaultValue: 0,
  });
  alarms.watch('UndeliveredMessages', {
    metric: undeliveredMessages(namespace).with(summed()),
    impact: 'A provider did not take a message over; its case tells officers to telephone.',
    section: 'undelivered-messages',
  });
}

/** Alarms on errors and throttles of each function. */
export function watchFunctions(alarms: OperationsAlarms, functions: readonly BundledFunction[]): void {
  for (const watched of functions) {
    const impact = impactOf[watched.name];
    alarms.watch(`${watched.name}-Errors`, {
      metric: watched.metricErrors(summed()),
      impact,
      section: 'function-errors',
    });
    alarms.watch(`${watched.name}-Throttles`, {
      metric: watched.metricThrottles(summed()),
      impact,
      section: 'function-throttles',
    });
  }
}

/** Alarms on the API, and the count of what its authorizer refused, which reaches no function. */
export function watchApi(
  alarms: OperationsAlarms,
  { stage, accessLog }: ServiceApi,
  namespace: string,
): void {
  alarms.watch('ApiErrors', {
    metric: stage.metricServerError(summed()),
    impact: 'Requests are answered by an error; officers see "internal error" and may send them again.',
    section: 'api-errors',
  });
  for (const [metricName, status] of Object.entries(countedStatus))
    new MetricFilter(accessLog, metricName, {
      metricNamespace: namespace,
      metricName,
      logGroup: accessLog,
      filterPattern: FilterPattern.stringValue('$.status', '=', status),
      metricValue: '1',
      defaultValue: 0,
    });
  alarms.watch('RefusedTokens', {
    metric: accessLogMetric(namespace, 'RefusedTokens').with(summed()),
    threshold: REFUSED_TOKENS,
    impact: 'Many sign-ins are refused: the identity provider fails, or somebody tries the doors.',
    section: 'refused-tokens',
  });
}
