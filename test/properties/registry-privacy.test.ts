import fc from 'fast-check';
import { expect, it, vi } from 'vitest';

import { lookupKey, lookupSchema } from '#functions/registry/lookup/model/lookup-record.ts';
import { erasedFaults, standingFaults } from './registry-oracle.ts';
import { playRegistryCourse, type RegistryMove } from './registry-course.ts';
import { interferenceOf } from './interference.ts';
import { MemoryStore } from '#test/support/memory-store.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';

vi.mock('node:timers/promises', () => import('./turns-instead-of-time.ts'));

const seed = Number(process.env['PROPERTY_SEED'] ?? 815);
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 300);
/** A course takes some hundredths of a second; many times that where other tests want the processors too. */
const TIMEOUT_MS = numRuns * 400;
/** Each kind of request is to have succeeded at least this often: a course that gets nowhere would find nothing. */
const DONE_AT_LEAST = 5;

const anyMove: fc.Arbitrary<RegistryMove> = fc.record({
  kind: fc.constantFrom('register', 'correct', 'propose', 'decide', 'erase', 'read', 'history', 'lookUp'),
  person: fc.nat(2),
  station: fc.constantFrom('qianqing', 'yaqian'),
  which: fc.nat(5),
});
const anyCourse = fc.record({
  seed: fc.nat(),
  rounds: fc.array(fc.array(anyMove, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 12 }),
});

/** Two people are there from the beginning, or most requests would be about nobody. */
const beginning: RegistryMove[] = [0, 1].map((person) => ({
  kind: 'register',
  person,
  station: 'qianqing',
  which: 0,
}));

const done = new Map<string, number>();

it(
  'whoever is erased is nowhere, and nobody is read unlogged, whatever two stations do at once',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyCourse, async ({ seed: interference, rounds }) => {
        const store = new MemoryStore(interferenceOf(interference));
        const platform = registryPlatform(store);
        const played = await playRegistryCourse(platform, [beginning, ...rounds]);
        for (const { kind, status } of played.answers)
          if (status < 300) done.set(kind, (done.get(kind) ?? 0) + 1);

        const quiet = store.copy();
        const after = { ...registryPlatform(quiet), clock: platform.clock };
        const refused = quiet
          .items()
          .filter(({ key, entity }) => entity === 'lookup' && key.sk === 'LOOKUP')
          .filter(({ body }) => lookupSchema.parse(body).outcome === 'refused');
        const faults = [
          ...played.faults,
          ...(await standingFaults(after, quiet)),
          ...(await erasedFaults(after, quiet, played.erased)),
        ];
        for (const { lookupId, stationId, residentIds } of played.shown) {
          const logged = (await quiet.get(lookupKey(PARTNERSHIP, lookupId), lookupSchema))?.body;
          const who = logged?.residents.map(({ residentId }) => residentId).toSorted();
          if (logged?.outcome !== 'read' || logged.by.stationId !== stationId)
            faults.push(`${lookupId} is not logged as what it was`);
          if (JSON.stringify(who) !== JSON.stringify(residentIds.toSorted()))
            faults.push(`${lookupId} does not say whom it showed`);
        }
        if (refused.length !== played.refusedReadings)
          faults.push(`${played.refusedReadings} readings were refused, ${refused.length} are logged`);
        expect(faults).toEqual([]);
      }),
      { seed, numRuns },
    );
    for (const kind of ['register', 'correct', 'propose', 'decide', 'erase', 'read', 'history', 'lookUp'])
      expect(`${kind}: ${(done.get(kind) ?? 0) >= DONE_AT_LEAST}`).toBe(`${kind}: true`);
  },
  TIMEOUT_MS,
);
