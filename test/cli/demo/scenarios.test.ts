import { describe, expect, it } from 'vitest';

import { scenarioOf, scenarios } from '#cli/demo/scenarios.ts';
import { UsageError } from '#cli/run-command-line.ts';

describe('the scenario that is asked for', () => {
  it('is the missing elder where none is named', () => {
    expect(scenarioOf([])).toBe(scenarios['missing-elder']);
  });

  it.each(Object.keys(scenarios))('is "%s" where that is named', (name) => {
    expect(scenarioOf([name])).toBe(scenarios[name]);
  });

  it.each([[['market-fire']], [['toString']], [['february-theft', 'missing-elder']]])(
    '%j is refused, and all that there are are named',
    (names) => {
      expect(() => scenarioOf(names)).toThrow(UsageError);
      expect(() => scenarioOf(names)).toThrow('missing-elder, february-theft');
    },
  );
});
