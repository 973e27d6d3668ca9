import { describe, expect, test } from 'vitest';

import { parseSchedule } from '#local/schedule/schedule-expression.ts';

function next(expression: string, after: string): string {
  const at = parseSchedule(expression)(Date.parse(after));
  return at === undefined ? 'never' : new Date(at).toISOString();
}

describe('a schedule is due next', () => {
  test.each([
    ['rate(1 minute)', '2026-11-23T16:05:28.500Z', '2026-11-23T16:06:28.500Z'],
    ['rate(2 days)', '2026-11-23T16:05:00.000Z', '2026-11-25T16:05:00.000Z'],
    ['cron(0 8 * * ? *)', '2026-11-23T08:00:00.000Z', '2026-11-24T08:00:00.000Z'],
    ['cron(0 8 * * ? *)', '2026-11-23T07:59:59.999Z', '2026-11-23T08:00:00.000Z'],
    ['cron(0/15 * * * ? *)', '2026-11-23T16:05:28.000Z', '2026-11-23T16:15:00.000Z'],
    ['cron(30 6 1 1,7 ? *)', '2026-11-23T00:00:00.000Z', '2027-01-01T06:30:00.000Z'],
    ['cron(0 18 ? * MON-FRI *)', '2026-11-27T18:00:00.000Z', '2026-11-30T18:00:00.000Z'],
    ['cron(0 0 29 2 ? *)', '2026-11-23T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
    ['cron(0 0 1 1 ? 2020)', '2026-11-23T00:00:00.000Z', 'never'],
  ])('%s after %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  test.each([
    'rate(0 minutes)',
    'rate(5 weeks)',
    'cron(0 8 * * ?)',
    'cron(0 8 L * ? *)',
    'cron(61 8 * * ? *)',
    'at(2026)',
  ])('never for %s, which is refused', (expression) => {
    expect(() => parseSchedule(expression)).toThrow(expression);
  });
});
