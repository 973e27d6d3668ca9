import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchSettings } from '#config/search-profiles.ts';
import { shareWithin } from '#functions/missing-person/search/distance-distribution.ts';
import { searchCategorySchema } from '#functions/missing-person/search/search-profile.ts';

const { profiles } = searchSettings;

describe('the share of people found within a distance', () => {
  it.each(searchCategorySchema.options)(
    'is the published one at each published distance of %s',
    (category) => {
      for (const { p, metres } of profiles[category].quantiles)
        expect(shareWithin(profiles[category], metres)).toBeCloseTo(p, 12);
    },
  );

  it('lies half way between two published shares half way between their distances', () => {
    expect(shareWithin(profiles.dementia, 1050)).toBeCloseTo(0.65, 12);
    expect(shareWithin(profiles.dementia, 150)).toBeCloseTo(0.2, 12);
  });

  it('follows the last two quantiles beyond the table', () => {
    // Half within 2 km and two thirds within 3 km: the rest falls with the distance, so five sixths are within 6 km.
    expect(shareWithin(profiles.otherAdult, 6000)).toBeCloseTo(5 / 6, 3);
  });

  it('rises with the distance and stays between 0 and 1', () => {
    const distance = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...searchCategorySchema.options), distance, distance, (category, a, b) => {
        const [near, far] = [Math.min(a, b), Math.max(a, b)].map((metres) =>
          shareWithin(profiles[category], metres),
        );
        expect(near).toBeGreaterThanOrEqual(0);
        expect(far).toBeGreaterThanOrEqual(near ?? 0);
        expect(far).toBeLessThan(1);
      }),
    );
  });
});
