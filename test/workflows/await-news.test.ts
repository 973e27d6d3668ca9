import { describe, expect, it } from 'vitest';

import { evaluateExpression } from '#test/support/evaluate-expression.ts';
import { SECONDS_UNTIL_DUE } from '#workflows/await-news.ts';

const NOW = Date.parse('2027-03-01T12:00:00.000Z');

describe('a wait of a process', () => {
  it.each([
    ['2027-03-01T12:00:00.500Z', 1],
    ['2027-03-01T12:30:00.000Z', 1800],
    ['2027-03-01T12:00:01.200Z', 2],
    ['2027-03-01T11:00:00.000Z', 1],
  ])('waits for whole seconds, at least one, until %s', async (dueAt, seconds) => {
    expect(await evaluateExpression(SECONDS_UNTIL_DUE, { outlook: { dueAt } }, NOW)).toBe(seconds);
  });
});
