import * as z from 'zod';
import { describe, expect, it } from 'vitest';

import { legOutlookSchema } from '#functions/notification/look-at-leg.ts';
import { notificationStepSchema } from '#functions/notification/run-notification-step.ts';
import { registerWaitInputSchema } from '#functions/process/register-wait.ts';
import { legExecutionName } from '#platform/notification/open-notification.ts';
import { machineSchema } from '#platform/outbox/effect.ts';
import { evaluateExpression } from '#test/support/evaluate-expression.ts';
import { SECONDS_UNTIL_DUE } from '#workflows/await-news.ts';
import { definition, functionArns, HISTORY_FILLS, NEXT_PART_NAME } from '#workflows/notify/definition.ts';

const START = Date.parse('2027-03-01T02:00:00.000Z');

const evaluate = (expression: string, variables: Record<string, unknown>) =>
  evaluateExpression(expression, variables, START);

const stateSchema = z.looseObject({
  Type: z.string(),
  Resource: z.string().optional(),
  Arguments: z
    .looseObject({
      FunctionName: z.string().optional(),
      Payload: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
  Choices: z.array(z.looseObject({ Condition: z.string(), Next: z.string() })).optional(),
  Retry: z.array(z.looseObject({ ErrorEquals: z.array(z.string()) })).optional(),
  Catch: z.array(z.looseObject({ ErrorEquals: z.array(z.string()), Next: z.string() })).optional(),
  Next: z.string().optional(),
});
const states = z.record(z.string(), stateSchema).parse(definition.States);
const calls = Object.entries(states).filter(([, { Type }]) => Type === 'Task');

describe('expressions of the machine', () => {
  it.each([
    [150_000, 150],
    [149_001, 150],
    [1, 1],
    [0, 1],
    [-60_000, 1],
  ])(
    'a leg due in %i ms waits %i s: whole seconds, not too early, and never less than one',
    async (ms, seconds) => {
      const outlook = { dueAt: new Date(START + ms).toISOString() };
      expect(await evaluate(SECONDS_UNTIL_DUE, { outlook })).toBe(seconds);
    },
  );

  it.each([
    [499, false],
    [500, true],
    [501, true],
  ])('after %i looks the history fills: %s', async (looks, fills) => {
    expect(await evaluate(HISTORY_FILLS, { looks })).toBe(fills);
  });

  it('names the next part as the sweeper would', async () => {
    const variables = { notificationId: 'N-01', stationId: 'qianqing', part: 2 };
    expect(await evaluate(NEXT_PART_NAME, variables)).toBe(legExecutionName('N-01', 'qianqing', 3));
  });
});

describe('the machine', () => {
  it('is one that an effect can start', () => {
    expect(machineSchema.options).toContain('notify');
  });

  it('has a branch for every outlook, and a state for every branch', () => {
    const branches = (states['WhatNext']?.Choices ?? []).flatMap(({ Condition, Next }) => {
      expect(Object.keys(states)).toContain(Next);
      return Condition.match(/"(\w+)"/)?.[1] ?? [];
    });
    expect(branches.toSorted()).toEqual([...legOutlookSchema.shape.next.options].toSorted());
  });

  it('asks for the steps that its function knows, each once', () => {
    const asked = z.object({ Arguments: z.object({ Payload: z.object({ step: z.string() }) }) });
    const steps = calls.flatMap(([, state]) => asked.safeParse(state).data?.Arguments.Payload.step ?? []);
    const sorted = (names: readonly string[]) => names.toSorted((a, b) => a.localeCompare(b));
    expect(sorted(steps)).toEqual(sorted(notificationStepSchema.shape.step.options));
  });

  it('registers waits with everything the function wants', () => {
    const waits = calls.filter(([, { Resource }]) => Resource?.endsWith('.waitForTaskToken'));
    expect(waits.map(([name]) => name)).toEqual(['AwaitAcknowledgement', 'AwaitLimit', 'AwaitOutcome']);
    for (const [, { Arguments, Catch }] of waits) {
      expect(Object.keys(Arguments?.Payload ?? {}).toSorted()).toEqual(
        Object.keys(registerWaitInputSchema.shape).toSorted(),
      );
      expect(Catch?.[0]).toEqual({ ErrorEquals: ['States.Timeout'], Next: 'Look' });
    }
  });

  it('retries every call, first of all what passes quickly, and fails visibly where nothing is left to try', () => {
    for (const [name, { Retry, Catch }] of calls) {
      expect({ name, retriers: Retry?.length ?? 0 }).not.toEqual({ name, retriers: 0 });
      expect({ name, last: Catch?.at(-1) }).toEqual({
        name,
        last: { ErrorEquals: ['States.ALL'], Next: 'StepFailed' },
      });
    }
    expect(states['Look']?.Retry?.map(({ ErrorEquals }) => ErrorEquals[0])).toEqual([
      'Lambda.ServiceException',
      'BusyError',
      'States.TaskFailed',
    ]);
  });

  it('names its functions by placeholders, all of which are listed', () => {
    const used = JSON.stringify(definition).match(/\$\{\w+\}/g) ?? [];
    expect([...new Set(used)].toSorted()).toEqual(functionArns.map((name) => `\${${name}}`).toSorted());
  });

  it('carries ids and nothing else', () => {
    const begin: readonly string[] = Object.keys(definition.States.Begin.Assign);
    expect(begin).toEqual(['caseId', 'notificationId', 'stationId', 'part', 'looks']);
  });
});
