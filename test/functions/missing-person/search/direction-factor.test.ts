import { describe, expect, it } from 'vitest';
import { searchSettings } from '#config/search-profiles.ts';
import { directionFactor } from '#functions/missing-person/search/direction-factor.ts';

const { dispersion } = searchSettings;
const factor = (direction: number | undefined, bearing: number) =>
  directionFactor(dispersion, direction, bearing);

describe('the weight of a bearing', () => {
  it('is the same all round when nobody saw the direction', () => {
    expect([0, 90, 200].map((bearing) => factor(undefined, bearing))).toEqual([1, 1, 1]);
  });

  it('is three ahead, where half of all people are found in a sixth of the circle', () => {
    expect(factor(90, 90)).toBeCloseTo(3, 12);
    expect(factor(90, 119)).toBeCloseTo(3, 12);
    expect(factor(90, 130)).toBeCloseTo(1.25, 12);
    expect(factor(90, 270)).toBeCloseTo(0.225, 12);
  });

  it('does not care how an angle is written', () => {
    expect(factor(350, 10)).toBe(factor(0, 20));
    expect(factor(0, -10)).toBe(factor(0, 350));
    expect(factor(360, 180)).toBe(factor(0, -180));
  });

  it('averages one over the whole circle, so that no probability is made or lost', () => {
    const bearings = Array.from({ length: 3600 }, (_, index) => index / 10 + 0.05);
    const average = bearings.reduce((sum, bearing) => sum + factor(42, bearing), 0) / bearings.length;
    expect(average).toBeCloseTo(1, 6);
  });
});
