import { beforeEach, describe, expect, test } from 'vitest';

import { importPartSchema } from '#functions/registry/exchange/import-part.ts';
import type { ImportLine } from '#functions/registry/exchange/model/import-line.ts';
import { writeImportPart } from '#functions/registry/exchange/work/write-import-part.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { keptProposalSchema } from '#functions/registry/residents/proposal.ts';
import { feedEntrySchema } from '#functions/registry/store/feed.ts';
import {
  feedPartition,
  importKey,
  importPartKey,
  proposalPartition,
  residentKey,
} from '#functions/registry/store/keys.ts';
import { changeResident, registerResident } from '#functions/registry/store/resident-command.ts';
import { residentByDocument } from '#functions/registry/store/resident-store.ts';
import { auditEntrySchema, firstBrokenEntry } from '#platform/audit/audit-entry.ts';
import { idempotencyOf } from '#platform/command/idempotency.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { MemoryStore } from '#test/support/memory-store.ts';
import { PARTNERSHIP } from '#test/support/registry.ts';
import { inventedResident } from '#test/support/residents.ts';

import { Kill, Killed } from '../killed.ts';
import {
  comparisonsDue,
  cutImport,
  desk,
  exchangePlatform,
  linesOf,
  OTHER,
  outcomeOf,
  OWN,
  settle,
} from '../scene.ts';

type Scene = ReturnType<typeof exchangePlatform>;
let scene: Scene;

beforeEach(() => {
  scene = exchangePlatform();
});

/** Invented people, each with a number of their own. */
function people(count: number, from = 0): ResidentDetails[] {
  return Array.from({ length: count }, (_, index) =>
    inventedResident({
      order: 100 + from + index,
      telephones: [`139000000${String(from + index).padStart(2, '0')}`],
      registrations: [
        {
          address: `钱清镇一路${from + index + 1}号`,
          from: '2026-01-01',
          housing: 'rented',
          reportedBy: 'self',
        },
      ],
    }),
  );
}

async function register(platform: Scene, details: ResidentDetails, stationId = OWN): Promise<void> {
  await registerResident(platform, {
    partnershipId: PARTNERSHIP,
    owningStationId: stationId,
    details,
    actor: desk(stationId),
    action: 'registry.register',
    idempotency: idempotencyOf('test', JSON.stringify(details.documents), details),
  });
}

async function residentOf(platform: Scene, { documents: [document] }: ResidentDetails) {
  if (document === undefined) throw new Error('has no document');
  return (await residentByDocument(platform, PARTNERSHIP, document))?.resident;
}

const feedOf = async ({ store }: Scene, stationId = OWN) =>
  (await queryAll(store, feedPartition(PARTNERSHIP, stationId), 'ENTRY#', feedEntrySchema)).map(
    ({ body }) => body,
  );

/** What is wrong with the people of a file after all: a broken history, a feed with gaps, somebody who is not there. */
async function faultsOf(platform: Scene, expected: readonly ResidentDetails[]): Promise<string[]> {
  const faults: string[] = [];
  for (const details of expected) {
    const resident = await residentOf(platform, details);
    if (resident === undefined) {
      faults.push(`${details.name} is missing.`);
      continue;
    }
    const { pk } = residentKey(PARTNERSHIP, resident.residentId);
    const audits = (await queryAll(platform.store, pk, 'AUDIT#', auditEntrySchema)).map(({ body }) => body);
    if (audits.length !== resident.version || firstBrokenEntry(audits, resident.auditHead) !== undefined)
      faults.push(`The history of ${resident.residentId} is broken.`);
  }
  const feed = await feedOf(platform);
  if (feed.some(({ sequence }, index) => sequence !== index + 1)) faults.push('The feed has gaps.');
  if (new Set(feed.map(({ residentId, version }) => `${residentId}@${version}`)).size < feed.length)
    faults.push('A change was shared twice.');
  return faults;
}

/** The residents whom the parts of an import have compared. */
async function comparedOf({ store }: Scene): Promise<Set<string>> {
  const parts = await queryAll(store, importKey(PARTNERSHIP, 'IM-1').pk, 'PART#', importPartSchema);
  return new Set(parts.flatMap(({ body }) => body.residentIds));
}

describe('the parts of a file', () => {
  test('are written one after the other, and every resident is compared, a part at a time', async () => {
    const all = people(30);
    await cutImport(scene, [linesOf(all.slice(0, 20)), linesOf(all.slice(20))]);

    expect(await settle(scene)).toEqual(['writeImportPart', 'writeImportPart']);

    expect(await outcomeOf(scene)).toMatchObject({ status: 'done', written: 30, rejected: 0 });
    expect(await faultsOf(scene, all)).toEqual([]);
    expect(await comparisonsDue(scene)).toEqual([1, 2]);
    const second = await scene.store.get(importPartKey(PARTNERSHIP, 'IM-1', 2), importPartSchema);
    expect(second?.body.residentIds).toHaveLength(10);
  });

  test('are written many people in a transaction', async () => {
    let transactions = 0;
    const store = new MemoryStore({
      isBusy: () => {
        transactions++;
        return false;
      },
    });
    scene = exchangePlatform(store);
    await cutImport(scene, [linesOf(people(70))]);
    transactions = 0;

    await settle(scene);

    expect(transactions).toBeLessThan(70 / 6);
  });

  test('of the same file again change nothing and share nothing', async () => {
    const all = people(12);
    await cutImport(scene, [linesOf(all)]);
    await settle(scene);
    const shared = await feedOf(scene);
    await cutImport(scene, [linesOf(all)], { importId: 'IM-2' });
    await settle(scene);

    expect(await outcomeOf(scene, 'IM-2')).toMatchObject({ status: 'done', written: 0, unchanged: 12 });
    expect(await feedOf(scene)).toEqual(shared);
  });

  test('correct the own records that say less', async () => {
    const [one, two] = people(2);
    if (one === undefined || two === undefined) return;
    await register(scene, { ...one, telephones: [] });
    await register(scene, two);
    await cutImport(scene, [linesOf([one, two])]);
    await settle(scene);

    expect(await outcomeOf(scene)).toMatchObject({ written: 0, corrected: 1, unchanged: 1 });
    expect((await residentOf(scene, one))?.details.telephones).toEqual(one.telephones);
    expect(await faultsOf(scene, [one, two])).toEqual([]);
  });

  test('propose to the other station, once, what its records do not say', async () => {
    const [one] = people(1);
    if (one === undefined) return;
    await register(scene, { ...one, telephones: [] }, OTHER);
    for (const importId of ['IM-1', 'IM-2']) {
      await cutImport(scene, [linesOf([one])], { importId });
      await settle(scene);
    }

    expect(await outcomeOf(scene, 'IM-1')).toMatchObject({ proposed: 1, corrected: 0 });
    expect(await outcomeOf(scene, 'IM-2')).toMatchObject({ proposed: 0, unchanged: 1 });
    expect((await residentOf(scene, one))?.details.telephones).toEqual([]);
    const { items: asked } = await scene.store.queryIndex(
      'gsi1',
      proposalPartition(PARTNERSHIP, OTHER),
      keptProposalSchema,
    );
    expect(asked.map(({ body }) => body)).toMatchObject([
      { byStationId: OWN, importId: 'IM-1', status: 'open' },
    ]);
    expect(JSON.stringify(asked)).not.toContain(one.telephones[0]);
  });

  test('give back whom two records claim, and whose history cannot be true', async () => {
    const [one, two, three] = people(3);
    if (one === undefined || two === undefined || three === undefined) return;
    await register(scene, one);
    const passport = { type: 'passport' as const, number: 'E12345678', country: 'CHN' };
    await register(scene, { ...two, documents: [passport] });
    const both = { ...one, documents: [...one.documents, passport] };
    const [home] = three.registrations;
    if (home === undefined) return;
    await register(scene, { ...three, registrations: [{ ...home, to: '2026-06-30' }] });
    const elsewhere = { ...home, address: '瓜沥镇二路2号', from: '2026-03-01' };
    await cutImport(scene, [linesOf([both, { ...three, registrations: [elsewhere] }])]);
    await settle(scene);

    expect(await outcomeOf(scene)).toMatchObject({ status: 'done', rejected: 2, corrected: 0 });
    const part = await scene.store.get(importPartKey(PARTNERSHIP, 'IM-1', 1), importPartSchema);
    expect(part?.body.rejected.map(({ index, faults }) => [index, faults[0]?.field])).toEqual([
      [0, 'documents'],
      [1, 'registrations.1.from'],
    ]);
  });

  test('write a person once who turns out to be on two rows by another document', async () => {
    const [one] = people(1);
    if (one === undefined) return;
    const passport = { type: 'passport' as const, number: 'E12345678', country: 'CHN' };
    const rows = [
      { ...one, documents: [...one.documents, passport] },
      { ...one, documents: [passport], telephones: ['13900000099'] },
    ];
    await cutImport(scene, [linesOf(rows)]);
    await settle(scene);

    expect(await outcomeOf(scene)).toMatchObject({ written: 1, corrected: 1 });
    expect((await residentOf(scene, one))?.details.telephones).toEqual(['13900000099', '13900000000']);
  });
});

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
  const lines = linesOf([...people(18), ...known.slice(0, 2), ...theirs, ...contradictory.slice(2)]);
  return [lines.slice(0, 12), lines.slice(12)];
}

describe('an import that is killed', () => {
  test('at any point, and goes on, comes to the same end as one that is not', async () => {
    const parts = await everything(scene);
    await cutImport(scene, parts);
    await settle(scene);
    const expected = await outcomeOf(scene);
    expect(expected).toMatchObject({ status: 'done', written: 18, corrected: 2, proposed: 2, rejected: 1 });
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
      expect(await faultsOf(platform, people(18))).toEqual([]);
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

    expect(await outcomeOf(scene)).toMatchObject({ status: 'done', written: 18, corrected: 2, proposed: 2 });
    expect(await faultsOf(scene, people(18))).toEqual([]);
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
