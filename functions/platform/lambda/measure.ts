/** Namespace of what functions measure; told apart by the function's name, which no other deployment has. */
export const MEASUREMENTS = 'border815';

/**
 * What functions measure, in milliseconds: from the commit of a command until its effect (a process started or woken), and
 * until the first message about it was taken over.
 */
export type Measurement = 'CommitToEffect' | 'CommitToPublish';

/**
 * Writes a measurement as a line of the function's log from which CloudWatch makes a metric (embedded metric format).
 * Straight to the output, for the runtime would put the time before what goes through the console.
 */
export function measure(name: Measurement, milliseconds: number): void {
  const line = {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: MEASUREMENTS,
          Dimensions: [['FunctionName']],
          Metrics: [{ Name: name, Unit: 'Milliseconds' }],
        },
      ],
    },
    FunctionName: process.env['AWS_LAMBDA_FUNCTION_NAME'],
    [name]: milliseconds,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
