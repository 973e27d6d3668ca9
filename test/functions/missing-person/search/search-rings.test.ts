import { describe, expect, it } from 'vitest';
import { searchSettings } from '#config/search-profiles.ts';
import { reachMetres, searchRings } from '#functions/missing-person/search/search-rings.ts';
import { hours } from './search-request-fixture.ts';

const { profiles, extent } = searchSettings;
const rings = (widening: number, reach?: number) => searchRings(profiles.dementia, extent, widening, reach);
const outer = (widening: number, reach?: number) =>
  rings(widening, reach).map(({ outerMetres }) => outerMetres);
const mass = (widening: number, reach?: number) =>
  rings(widening, reach).reduce((sum, { probability }) => sum + probability, 0);

describe('how far a person can have got', () => {
  it('is unlimited when the time is unknown', () => {
    expect(reachMetres(profiles.dementia, 5, undefined)).toBeUndefined();
  });

  it('is time times speed', () => {
    expect(reachMetres(profiles.dementia, 5, hours(0.5))).toBeCloseTo(2500, 6);
  });

  it('is never less than the first ring, since reported times are seldom exact', () => {
    expect(reachMetres(profiles.dementia, 5, 0)).toBe(300);
  });
});

describe('the rings of a search', () => {
  it('follow the published distances out to 70 % at first', () => {
    expect(outer(0)).toEqual([300, 700, 900, 1200]);
    expect(mass(0)).toBeCloseTo(0.7, 12);
  });

  it('lie edge to edge', () => {
    for (const [index, ring] of rings(6).entries())
      expect(ring.innerMetres).toBe(index === 0 ? 0 : rings(6)[index - 1]?.outerMetres);
  });

  it('gain the next published distance with each widening', () => {
    expect(outer(1).at(-1)).toBe(2000);
    expect(outer(2).at(-1)).toBe(3700);
    expect(mass(2)).toBeCloseTo(0.9, 12);
  });

  it('grow by half beyond the table, up to the farthest a plan may reach', () => {
    expect(outer(6).slice(-3)).toEqual([12_000, 18_000, 27_000]);
    expect(outer(50).at(-1)).toBe(extent.maxMetres);
    expect(mass(50)).toBeLessThan(1);
  });

  it('end where the person can have got at most, and then hold the whole probability', () => {
    expect(outer(0, 800)).toEqual([300, 700, 800]);
    expect(mass(0, 800)).toBeCloseTo(1, 12);
  });

  it('are not limited by a reach beyond them, but share out what such a reach rules out', () => {
    expect(outer(0, 6000)).toEqual(outer(0));
    expect(mass(0, 6000)).toBeGreaterThan(0.7);
    expect(mass(0, 6000)).toBeLessThan(0.75);
  });

  it('are a single one when the person can only just have gone', () => {
    expect(rings(3, 300)).toEqual([{ innerMetres: 0, outerMetres: 300, probability: 1 }]);
  });
});
