import { afterEach, expect, it, vi } from 'vitest';

import { measure } from '#platform/lambda/measure.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it('writes one line that CloudWatch reads as a metric of this function', () => {
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'relay');
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  measure('CommitToEffect', 640);
  expect(written).toHaveLength(1);
  expect(written[0]).toMatch(/^\{.*\}\n$/);
  const line: unknown = JSON.parse(written[0] ?? '');
  expect(line).toMatchObject({ FunctionName: 'relay', CommitToEffect: 640 });
  // The names by which a metric refers to what is beside it in the line.
  expect(line).toHaveProperty('_aws.CloudWatchMetrics', [
    {
      Namespace: 'border815',
      Dimensions: [['FunctionName']],
      Metrics: [{ Name: 'CommitToEffect', Unit: 'Milliseconds' }],
    },
  ]);
  expect(line).toHaveProperty('_aws.Timestamp', expect.any(Number));
});
