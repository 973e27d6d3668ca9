import { describe, expect, it } from 'vitest';
import { searchSettings } from '#config/search-profiles.ts';
import { searchSettingsSchema } from '#functions/missing-person/search/search-profile.ts';

/** Where the schema finds fault with the settings after one change. */
function faults(change: (settings: typeof searchSettings) => unknown): string[] {
  const settings = structuredClone(searchSettings);
  change(settings);
  return searchSettingsSchema.safeParse(settings).error?.issues.map(({ path }) => path.join('.')) ?? [];
}

describe('the search settings', () => {
  it('are accepted as shipped', () => {
    expect(faults(() => undefined)).toEqual([]);
  });

  it('need a profile for every category and a speed for every means of travel', () => {
    expect(faults(({ profiles }) => Reflect.deleteProperty(profiles, 'despondent'))).toEqual([
      'profiles.despondent',
    ]);
    expect(faults(({ speeds }) => Reflect.deleteProperty(speeds, 'bus'))).toEqual(['speeds.bus']);
  });

  it('name the table whose distances do not rise', () => {
    expect(faults(({ profiles }) => profiles.child1to3.quantiles.push({ p: 0.97, metres: 100 }))).toContain(
      'profiles.child1to3.quantiles',
    );
  });

  it('want a source for every number', () => {
    expect(faults((settings) => (settings.deadlines.source = ''))).toEqual(['deadlines.source']);
    expect(faults((settings) => (settings.profiles.dementia.source = ''))).toEqual([
      'profiles.dementia.source',
    ]);
  });

  it('refuse a dispersion that does not cover the circle', () => {
    expect(faults(({ dispersion }) => dispersion.bands.pop())).toEqual(['dispersion.bands']);
  });

  it('refuse a task without a deadline', () => {
    expect(faults(({ deadlines }) => deadlines.cameraSweep.splice(0))).toEqual(['deadlines.cameraSweep']);
  });
});
