import { describe, expect, it } from 'vitest';

import * as investigation from '#workflows/investigation/definition.ts';
import * as missingPerson from '#workflows/missing-person/definition.ts';
import * as registryHit from '#workflows/registry-hit/definition.ts';
import * as suspectTransfer from '#workflows/suspect-transfer/definition.ts';

describe.each(Object.entries({ missingPerson, investigation, registryHit, suspectTransfer }))(
  'the state machine %s',
  (_name, { definition, functionArns }) => {
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
  },
);
