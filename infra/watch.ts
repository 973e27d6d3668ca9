/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';

import { UNDELIVERED_MESSAGE } from '#functions/notification/logged-publisher.ts';

import type { BundledFunction } from './constructs/bundled-function.ts';
import { summed, type OperationsAlarms } from './constructs/operations-alarms.ts';
import type { ProcessSystem } from './constructs/process-system.ts';
import type { ServiceApi } from './constructs/service-api.ts';
import type { FunctionName } from './function-entries.ts';

/** A relay further behind than this keeps a station waiting for its alert. */
const RELAY_LAG_MS = 30_000;
/** One officer mistyping or an expired token is nothing; this many in five minutes is an outage or an attack. */
const REFUSED_TOKENS = 20;

/** What it means to the officers when a function fails. */
const impactOf: Readonly<Record<FunctionName, string>> = {
  'casework-api': 'Officers cannot see cases, acknowledge alerts or report tasks.',
  'duty-api': 'Rosters and handovers cannot be read or written.',
  'missing-person-api': 'Missing persons cannot be reported, found or closed through the API.',
  'missing-person-steps': 'Searches are not planned, reviewed or stood down.',
  'notification-steps': 'Alerts may not reach the officers.',
  'outbox-relay': 'What was committed has no effect until the sweeper takes it up.',
  'public-appeal': 'The public cannot see appeals or leave tips.',
  'public-link': 'Officers cannot acknowledge or report by the links they were sent.',
  'register-wait': 'Processes look again only when their timers fire, or stop.',
  'service-description': 'The OpenAPI document cannot be read.',
  sweeper: 'Late effects and stopped processes are not taken up.',
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
  alarms.watch('SweeperSilent', {
    metric: processes.sweeper.metricInvocations(summed()),
    below: true,
    impact: 'Nothing takes up late effects and stopped processes.',
    section: 'sweeper-silent',
  });
}

/** Alarm on messages that no provider took over, counted in the log of the function that sends them. */
export function watchMessages(alarms: OperationsAlarms, sender: BundledFunction, namespace: string): void {
  const undelivered = { metricNamespace: namespace, metricName: 'UndeliveredMessages' };
  new MetricFilter(sender, 'UndeliveredMessages', {
    ...undelivered,
    logGroup: sender.logGroup,
    filterPattern: FilterPattern.stringValue('$.message', '=', UNDELIVERED_MESSAGE),
    metricValue: '1',
    defaultValue: 0,
  });
  alarms.watch('UndeliveredMessages', {
    metric: new Metric({ namespace, metricName: undelivered.metricName, ...summed() }),
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
  const refused = { metricNamespace: namespace, metricName: 'RefusedTokens' };
  new MetricFilter(accessLog, 'RefusedTokens', {
    ...refused,
    logGroup: accessLog,
    filterPattern: FilterPattern.stringValue('$.status', '=', '401'),
    metricValue: '1',
    defaultValue: 0,
  });
  alarms.watch('RefusedTokens', {
    metric: new Metric({ namespace, metricName: refused.metricName, ...summed() }),
    threshold: REFUSED_TOKENS,
    impact: 'Many sign-ins are refused: the identity provider fails, or somebody tries the doors.',
    section: 'refused-tokens',
  });
}
