import { beforeEach, describe, expect, test } from 'vitest';

import { importPartSchema } from '#functions/registry/exchange/import-part.ts';
import type { ImportLine } from '#functions/registry/exchange/model/import-line.ts';
import { writeImportPart } from '#functions/registry/exchange/work/write-import-part.ts';
import { importKey } from '#functions/registry/store/keys.ts';
import { changeResident } from '#functions/registry/store/resident-command.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { PARTNERSHIP } from '#test/support/registry.ts';

import { Kill, Killed } from '../killed.ts';
import {
  comparisonsDue,
  cutImport,
  desk,
  exchangePlatform,
  linesOf,
  OTHER,
  outcomeOf,
  settle,
} from '../scene.ts';
import { faultsOf, feedOf, people, register, residentOf } from '../people.ts';

type Scene = ReturnType<typeof exchangePlatform>;
let scene: Scene;

beforeEach(() => {
  scene = exchangePlatform();
});

/** The residents whom the parts of an import have compared. */
async function comparedOf({ store }: Scene): Promise<Set<string>> {
  const parts = await queryAll(store, importKey(PARTNERSHIP, 'IM-1').pk, 'PART#', importPartSchema);
  return new Set(parts.flatMap(({ body }) => body.residentIds));
}

/** A file in which everything occurs, and a registry that knows some of it. */
async function everything(platform: Scene): Promise<readonly (readonly ImportLine[])[]> {
  const known = people(3, 50);
  const theirs = people(2, 60);
  for (const details of known) await register(platform, { ...details, telephones: [] });
  for (const details of theirs) await register(platform, { ...details, telephones: [] }, OTHER);
  const contradictory = known.map((details) => ({
    ...details,
    registrations: details.registrations.map((home) => ({ ...home, address: '瓜沥镇二路2号' })),
  }));
  const lines = linesOf([...people(12), ...known.slice(0, 2), ...theirs, ...contradictory.slice(2)]);
  return [lines.slice(0, 10), lines.slice(10)];
}

describe('an import that is killed', () => {
  test('at any point, and goes on, comes to the same end as one that is not', async () => {
    const parts = await everything(scene);
    await cutImport(scene, parts);
    await settle(scene);
    const expected = await outcomeOf(scene);
    expect(expected).toMatchObject({ status: 'done', written: 12, corrected: 2, proposed: 2, rejected: 1 });
    const shared = (await feedOf(scene)).length;

    for (let steps = 0; ; steps++) {
      const platform = exchangePlatform();
      await cutImport(platform, await everything(platform));
      const kill = new Kill(steps);
      const mortal = { ...platform, store: kill.around(platform.store), files: kill.around(platform.files) };
      const survived = await settle(mortal).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Killed) return false;
          throw error;
        },
      );
      await settle(platform);
      expect({ steps, ...(await outcomeOf(platform)) }).toEqual({ steps, ...expected });
      expect(await faultsOf(platform, people(12))).toEqual([]);
      expect(await feedOf(platform)).toHaveLength(shared);
      expect(await comparisonsDue(platform)).toEqual([1, 2]);
      expect(await comparedOf(platform)).toEqual(
        new Set((await feedOf(platform)).slice(3).map((entry) => entry.residentId)),
      );
      if (survived) break;
    }
  }, 120_000);

  test('and whose work is carried out twice at the same time, writes nobody twice', async () => {
    const parts = await everything(scene);
    await cutImport(scene, parts);
    const work = { partnershipId: PARTNERSHIP, importId: 'IM-1', part: 1 };

    await Promise.all([writeImportPart(scene, work), writeImportPart(scene, work), settle(scene)]);
    await settle(scene);

    expect(await outcomeOf(scene)).toMatchObject({ status: 'done', written: 12, corrected: 2, proposed: 2 });
    expect(await faultsOf(scene, people(12))).toEqual([]);
  });
});

describe('two imports at the same time', () => {
  test('of the same people enter each of them once', async () => {
    const all = people(20);
    await cutImport(scene, [linesOf(all)], { importId: 'IM-1' });
    await cutImport(scene, [linesOf(all.toReversed())], { importId: 'IM-2' });
    const both = ['IM-1', 'IM-2'].map((importId) =>
      writeImportPart(scene, { partnershipId: PARTNERSHIP, importId, part: 1 }),
    );

    await Promise.all(both);

    const [one, two] = [await outcomeOf(scene, 'IM-1'), await outcomeOf(scene, 'IM-2')];
    expect((one.written ?? 0) + (two.written ?? 0)).toBe(20);
    expect((one.unchanged ?? 0) + (two.unchanged ?? 0)).toBe(20);
    expect(await faultsOf(scene, all)).toEqual([]);
  });

  test('and an officer who corrects the same people lose nothing of what any of them says', async () => {
    const all = people(9);
    for (const details of all) await register(scene, { ...details, telephones: [] });
    const tells = (importId: string, telephone: string) =>
      cutImport(scene, [linesOf(all.map((details) => ({ ...details, telephones: [telephone] })))], {
        importId,
      });
    await tells('IM-1', '13900000091');
    await tells('IM-2', '13900000092');
    const ids = await Promise.all(
      all.map(async (details) => (await residentOf(scene, details))?.residentId ?? ''),
    );

    await Promise.all([
      writeImportPart(scene, { partnershipId: PARTNERSHIP, importId: 'IM-1', part: 1 }),
      writeImportPart(scene, { partnershipId: PARTNERSHIP, importId: 'IM-2', part: 1 }),
      ...ids.map((residentId) =>
        changeResident(scene, {
          actor: desk(),
          action: 'registry.correct',
          partnershipId: PARTNERSHIP,
          residentId,
          decide: ({ details }) => ({
            details: { ...details, nativePlace: '浙江绍兴' },
            event: { type: 'corrected', data: {} },
          }),
        }),
      ),
    ]);

    for (const details of all) {
      const resident = await residentOf(scene, details);
      expect(resident?.version).toBe(4);
      expect(resident?.details.nativePlace).toBe('浙江绍兴');
      expect(resident?.details.telephones.toSorted()).toEqual(['13900000091', '13900000092']);
    }
    expect(await faultsOf(scene, all)).toEqual([]);
  });
});
