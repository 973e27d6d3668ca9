import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planSearch } from '#functions/missing-person/search/plan-search.ts';
import {
  meansOfTravelSchema,
  searchCategorySchema,
} from '#functions/missing-person/search/search-profile.ts';
import type { SearchRequest } from '#functions/missing-person/search/search-request.ts';
import { searchPlanSchema } from '#functions/missing-person/search/search-plan.ts';
import type { SearchPlan, SearchTask } from '#functions/missing-person/search/search-plan.ts';
import { exampleGeography, hours, missionRequest } from './search-request-fixture.ts';

const now = hours(100);

const anyRequest: fc.Arbitrary<SearchRequest> = fc
  .record({
    category: fc.constantFrom(...searchCategorySchema.options),
    meansOfTravel: fc.constantFrom(...meansOfTravelSchema.options),
    origin: fc.record({
      lon: fc.double({ min: 120.3, max: 120.55, noNaN: true }),
      lat: fc.double({ min: 30.02, max: 30.25, noNaN: true }),
    }),
    originTime: fc.option(fc.integer({ min: hours(52), max: now }), { nil: undefined }),
    direction: fc.option(fc.integer({ min: 0, max: 360 }), { nil: undefined }),
    widening: fc.nat({ max: 8 }),
  })
  .map((request) => ({ ...missionRequest, ...request, now }));

/** Enough to meet every category and means of travel, few enough to stay quick. */
const settings = { numRuns: 80, seed: 815 };

const sum = (parts: { probability: number }[]) =>
  parts.reduce((total, { probability }) => total + probability, 0);
const allTasks = (plan: SearchPlan): SearchTask[] =>
  Object.values(plan.stations).flatMap(({ tasks }) => tasks);

describe('for any missing person, any search plan', () => {
  it('divides exactly the probability of its rings among the stations and the outside', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const plan = planSearch(request);
        expect(sum(Object.values(plan.stations)) + plan.outsideProbability).toBeCloseTo(sum(plan.rings), 9);
        for (const station of Object.values(plan.stations))
          expect(sum(station.sectors)).toBeCloseTo(station.probability, 9);
      }),
      settings,
    );
  });

  it('stays within what probabilities are, and fits its schema', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const plan = planSearch(request);
        expect(searchPlanSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
        expect(sum(plan.rings)).toBeLessThanOrEqual(1 + 1e-9);
      }),
      settings,
    );
  });

  it('lists each station’s tasks once each, likeliest first, with its own cameras and villages only', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const plan = planSearch(request);
        const keys = allTasks(plan).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const [stationId, { tasks }] of Object.entries(plan.stations)) {
          const probabilities = tasks.map(({ probability }) => probability);
          expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
          const own = [...exampleGeography.cameras, ...exampleGeography.villages]
            .filter((feature) => feature.stationId === stationId)
            .map(({ id }) => id);
          const named = tasks
            .filter(({ kind }) => kind !== 'roadPatrol')
            .flatMap(({ featureIds }) => featureIds);
          expect(named.filter((id) => !own.includes(id))).toEqual([]);
        }
      }),
      settings,
    );
  });

  it('credits its road patrols with no more than the share of people found on roads', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const plan = planSearch(request);
        const patrols = allTasks(plan).filter(({ kind }) => kind === 'roadPatrol');
        expect(sum(patrols)).toBeLessThanOrEqual(request.roads.shareFoundOnRoads * sum(plan.rings) + 1e-9);
      }),
      settings,
    );
  });

  it('keeps every task when it is widened, so that work in progress goes on', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const widened = new Map(
          allTasks(planSearch({ ...request, widening: request.widening + 1 })).map((task) => [
            task.key,
            task,
          ]),
        );
        for (const task of allTasks(planSearch(request)))
          expect(widened.get(task.key)?.probability ?? -1).toBeGreaterThanOrEqual(task.probability - 1e-9);
      }),
      settings,
    );
  });

  it('reaches as far or farther the more time has passed', () => {
    fc.assert(
      fc.property(anyRequest, fc.integer({ min: 0, max: hours(10) }), (request, later) => {
        const reach = (at: number) => planSearch({ ...request, now: at }).rings.at(-1)?.outerMetres ?? 0;
        expect(reach(now + later)).toBeGreaterThanOrEqual(reach(now));
      }),
      { ...settings, numRuns: 40 },
    );
  });

  it('is the same again for the same request, and small enough for one database item', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const plan = planSearch(request);
        expect(planSearch(structuredClone(request))).toEqual(plan);
        expect(JSON.stringify(plan).length).toBeLessThan(40_000);
      }),
      { ...settings, numRuns: 40 },
    );
  });
});
