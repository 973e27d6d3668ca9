/**
 * Retry policies of Task states that call a function. Each step decides on what is recorded whether it is still due, so
 * a retry of one that did happen does no harm.
 */

/** A retrier of a Task state. */
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

/**
 * The Lambda service itself failed or had no room: it recovers within seconds, and an alert must not wait longer than
 * it has to. Full jitter, since many executions meet the same fault at once.
 */
const lambdaFaults: Retrier = {
  ErrorEquals: [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
    'Lambda.Unknown',
  ],
  IntervalSeconds: 1,
  MaxAttempts: 6,
  BackoffRate: 2,
  MaxDelaySeconds: 20,
  JitterStrategy: 'FULL',
};

/** Other writers kept winning and nothing was written: they are done in a moment. */
const busy: Retrier = {
  ErrorEquals: ['BusyError'],
  IntervalSeconds: 1,
  MaxAttempts: 8,
  BackoffRate: 1.5,
  MaxDelaySeconds: 10,
  JitterStrategy: 'FULL',
};

/**
 * Anything else a function throws, such as a store that cannot be reached: about five minutes in all, the time in which
 * a failing zone is usually out of service. What lasts longer fails the execution: an alarm, and the sweeper restarts it.
 */
const otherFailures: Retrier = {
  ErrorEquals: ['States.TaskFailed'],
  IntervalSeconds: 2,
  MaxAttempts: 8,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  JitterStrategy: 'FULL',
};

/** Retriers of every Task that calls a function, in the order in which they are asked. */
export const functionRetries: readonly Retrier[] = [lambdaFaults, busy, otherFailures];

/** Starting an execution failed: throttled, or the service had a fault. The name makes it happen once. */
export const startExecutionRetries: readonly Retrier[] = [
  {
    ErrorEquals: [
      'StepFunctions.SdkClientException',
      'StepFunctions.ThrottlingException',
      'StepFunctions.InternalServerException',
      'StepFunctions.ExecutionLimitExceededException',
    ],
    IntervalSeconds: 1,
    MaxAttempts: 10,
    BackoffRate: 2,
    MaxDelaySeconds: 60,
    JitterStrategy: 'FULL',
  },
];
