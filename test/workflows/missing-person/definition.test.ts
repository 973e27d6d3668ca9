import { describe, expect, it } from 'vitest';

import { evaluateExpression } from '#test/support/evaluate-expression.ts';
import { SECONDS_UNTIL_DUE } from '#workflows/await-news.ts';
import { definition, functionArns } from '#workflows/missing-person/definition.ts';

const NOW = Date.parse('2027-03-01T12:00:00.000Z');

describe('the state machine of a missing person', () => {
  it.each([
    ['2027-03-01T12:00:00.500Z', 1],
    ['2027-03-01T12:30:00.000Z', 1800],
    ['2027-03-01T12:00:01.200Z', 2],
    ['2027-03-01T11:00:00.000Z', 1],
  ])('waits for whole seconds, at least one, until %s', async (dueAt, seconds) => {
    expect(await evaluateExpression(SECONDS_UNTIL_DUE, { outlook: { dueAt } }, NOW)).toBe(seconds);
  });

  it('asks for no other function than those it names, and names none in vain', () => {
    const used = new Set(JSON.stringify(definition).match(/\$\{\w+\}/g));

    expect(used).toEqual(new Set(functionArns.map((name) => `\${${name}}`)));
  });

  it('ends every state somewhere: each next state exists, and each task can fail into a failure that is seen', () => {
    const states: Record<string, { Type: string; Next?: string; Catch?: readonly { Next: string }[] }> =
      definition.States;
    const all = Object.values(states);
    const nextStates = all.flatMap(({ Next }) => Next ?? []);
    const tasks = all.filter(({ Type }) => Type === 'Task');
    expect(Object.keys(states)).toEqual(expect.arrayContaining(nextStates));
    expect(tasks.map(({ Catch }) => Catch?.at(-1)?.Next)).toEqual(tasks.map(() => 'StepFailed'));
    expect(states['StepFailed']?.Type).toBe('Fail');
  });
});
