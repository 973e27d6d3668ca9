import { isJsonObject } from '../src/json.ts';
import type { RecordedEvent } from './recorded-case.ts';

/** What of an execution is stable from one run to the next. */
interface Outcome {
  readonly status: string;
  readonly output: unknown;
  readonly error: unknown;
}

const STATUSES: Readonly<Record<string, string>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionAborted: 'ABORTED',
  ExecutionTimedOut: 'TIMED_OUT',
};

/** Members that differ from run to run. */
const UNSTABLE = new Set(['SdkHttpMetadata', 'SdkResponseMetadata', 'Cause']);

/** What a recorder writes in place of a value that differs from run to run. */
const PLACEHOLDER = /^(date|timestamp|snf_role_arn)$|<[\w:-]+>|^arn:/;

/**
 * Where a history differs from a recorded one: in status, output or error name, or in the sequence of event types
 * and state names. Where branches interleave only the number of each counts. Undefined if they agree.
 */
export function firstDifference(
  expected: readonly RecordedEvent[],
  actual: readonly RecordedEvent[],
): string | undefined {
  return (
    differenceInOutcome(outcome(expected), outcome(actual)) ??
    differenceInTrace(trace(expected), trace(actual))
  );
}

function outcome(events: readonly RecordedEvent[]): Outcome {
  const last = events.at(-1);
  const details = last === undefined ? {} : detailsOf(last);
  return {
    status: STATUSES[last?.type ?? ''] ?? 'RUNNING',
    output: parseText(details['output']),
    error: details['error'],
  };
}

function detailsOf(event: RecordedEvent): Readonly<Record<string, unknown>> {
  const [, details] = Object.entries(event).find(([name]) => name.endsWith('EventDetails')) ?? [];
  return isJsonObject(details) ? details : {};
}

/** A recorder gives some JSON texts as texts, others parsed. */
function parseText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function differenceInOutcome(expected: Outcome, actual: Outcome): string | undefined {
  if (expected.status !== actual.status) return `status: ${expected.status} recorded, ${actual.status} here`;
  if (expected.error !== actual.error)
    return `error: ${String(expected.error)} recorded, ${String(actual.error)} here`;
  if (agrees(expected.output, actual.output)) return undefined;
  return `output: ${JSON.stringify(expected.output)} recorded, ${JSON.stringify(actual.output)} here`;
}

function agrees(expected: unknown, actual: unknown): boolean {
  if (typeof expected === 'string') return PLACEHOLDER.test(expected) || expected === actual;
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return false;
    return expected.every((item, index) => agrees(item, actual[index]));
  }
  if (isJsonObject(expected)) {
    if (!isJsonObject(actual)) return false;
    const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...names].every((name) => UNSTABLE.has(name) || agrees(expected[name], actual[name]));
  }
  return expected === actual;
}

function trace(events: readonly RecordedEvent[]): string[] {
  const steps = events.map((event) => {
    const { name, state } = detailsOf(event);
    const where = name ?? state;
    return typeof where === 'string' ? `${event.type} ${where}` : event.type;
  });
  const interleaves = events.some(
    ({ type }) => type === 'MapStateStarted' || type === 'ParallelStateStarted',
  );
  return interleaves ? steps.toSorted() : steps;
}

function differenceInTrace(expected: readonly string[], actual: readonly string[]): string | undefined {
  const length = Math.max(expected.length, actual.length);
  for (let index = 0; index < length; index += 1) {
    const [recorded = 'nothing', here = 'nothing'] = [expected[index], actual[index]];
    if (recorded !== here) return `event ${index + 1}: ${recorded} recorded, ${here} here`;
  }
  return undefined;
}
