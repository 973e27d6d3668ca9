import type { Failure } from './execution.ts';

/** Errors that no wildcard matches. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
const BEYOND_WILDCARDS = ['States.Runtime', 'States.DataLimitExceeded'];

/** Whether the ErrorEquals of a Retrier or Catcher matches a failure. */
export function matchesError(patterns: readonly string[], failure: Failure): boolean {
  const error = failure.error ?? '';
  if (error === 'States.Runtime') return false;
  return patterns.some((pattern) => {
    if (pattern === error) return true;
    if (pattern === 'States.HeartbeatTimeout') return failure.heartbeat === true;
    if (BEYOND_WILDCARDS.includes(error)) return false;
    return pattern === 'States.ALL' || (pattern === 'States.TaskFailed' && error !== 'States.Timeout');
  });
}
