import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';

import {
  alikePeople,
  readBirthIndex,
  storedBirthIndex,
  type BirthIndex,
} from '#functions/registry/matching/birth-index.ts';
import { nameFingerprints } from '#functions/registry/matching/name-fingerprints.ts';
import { scorePair } from '#functions/registry/matching/score-pair.ts';
import { registerResident } from '#functions/registry/store/resident-command.ts';
import { idempotencyOf } from '#platform/command/idempotency.ts';
import { officer } from '#test/support/platform.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';
import { inventedResident } from '#test/support/residents.ts';

/** Few characters and days, so that people are alike in every way there is; some sound the same, some look it. */
const characters = fc.constantFrom('程', '成', '呈', '立', '利', '力', '峰', '锋', '丰', '买', 'A', 'ü');
const someName = fc.array(characters, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const someDate = fc
  .tuple(
    fc.constantFrom('1985', '1986', '1995'),
    fc.constantFrom('01', '02', '11', '12'),
    fc.constantFrom('01', '02', '10', '11', '12', '21', '28'),
  )
  .map((parts) => parts.join('-'));
const somebody = fc.record({
  name: someName,
  otherNames: fc.array(
    someName.map((name) => ({ kind: 'former' as const, name })),
    { maxLength: 2 },
  ),
  birthDate: someDate,
  order: fc.integer({ min: 0, max: 999 }),
});

const platform = registryPlatform();
const residents = fc.sample(somebody, { numRuns: 250, seed: 815 }).map((one) => inventedResident(one));
const ids: string[] = [];
let indexes: readonly BirthIndex[];

beforeAll(async () => {
  for (const [index, details] of residents.entries()) {
    const documents = [{ type: 'other' as const, name: '证', number: `N-${index}` }];
    const reply = await registerResident(platform, {
      partnershipId: PARTNERSHIP,
      owningStationId: 'qianqing',
      details: { ...details, documents },
      actor: officer('qianqing', 'dutyOfficer'),
      action: 'registry.register',
      idempotency: idempotencyOf('test', String(index), index),
    });
    ids.push(String(reply?.body['residentId']));
  }
  const hasher = await platform.vault.hasher();
  indexes = [
    storedBirthIndex(platform, hasher, PARTNERSHIP, 'RESIDENTS'),
    await readBirthIndex(platform, hasher, PARTNERSHIP, 'RESIDENTS'),
  ];
});

describe('whom birth date and names make comparable', () => {
  test('are all who would score if everybody were compared with everybody, whichever way the index is read', async () => {
    const hasher = await platform.vault.hasher();
    let scored = 0;
    await fc.assert(
      fc.asyncProperty(somebody, async (one) => {
        const wanted = { ...one, documents: [], sex: 'male' as const };
        const names = nameFingerprints(hasher, PARTNERSHIP, wanted);
        const [stored, read] = await Promise.all(
          indexes.map((index) => alikePeople(index, wanted.birthDate, names)),
        );
        const { matching } = platform.deployment.registry;
        const expected = ids.filter((_, index) => {
          const resident = residents[index];
          return resident !== undefined && scorePair(resident, wanted, matching) !== undefined;
        });
        scored += expected.length;
        expect(stored).toEqual(expect.arrayContaining(expected));
        expect(read?.toSorted()).toEqual(stored?.toSorted());
      }),
      { numRuns: 400, seed: 815 },
    );
    expect(scored).toBeGreaterThan(300);
  });

  test('are few', async () => {
    const hasher = await platform.vault.hasher();
    const names = nameFingerprints(hasher, PARTNERSHIP, { name: '欧阳春', otherNames: [] });
    for (const index of indexes) expect(await alikePeople(index, '1985-01-01', names)).toEqual([]);
  });
});
