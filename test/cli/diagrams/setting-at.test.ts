import { describe, expect, it } from 'vitest';

import { settingAt } from '#cli/diagrams/setting-at.ts';

const configuration = { timers: { ladder: [{ limitSeconds: 60 }, { limitSeconds: 300 }], linkSeconds: 1 } };

describe('a path in the configuration', () => {
  it('leads to a value, or to that of each entry of a list', () => {
    expect(settingAt(configuration, 'timers.linkSeconds')).toBe(1);
    expect(settingAt(configuration, 'timers.ladder[].limitSeconds')).toEqual([60, 300]);
  });

  it.each(['timers.lidder', 'timers.linkSeconds.more', 'timers.ladder[].limit', 'timers.toString', ''])(
    '"%s" leads nowhere, and that is said',
    (path) => {
      expect(() => settingAt(configuration, path)).toThrow(`has no "${path}"`);
    },
  );

  it('that takes a single value for a list is refused', () => {
    expect(() => settingAt(configuration, 'timers.linkSeconds[]')).toThrow('is no list');
  });
});
