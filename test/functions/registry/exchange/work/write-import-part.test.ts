import { beforeEach, describe, expect, test } from 'vitest';

import { importPartSchema } from '#functions/registry/exchange/import-part.ts';
import { writeImportPart } from '#functions/registry/exchange/work/write-import-part.ts';
import { keptProposalSchema } from '#functions/registry/residents/proposal.ts';
import { importPartKey, proposalPartition } from '#functions/registry/store/keys.ts';
import { testStore } from '#test/support/dynamodb.ts';
import { MemoryStore } from '#test/support/memory-store.ts';
import { PARTNERSHIP } from '#test/support/registry.ts';

import {
  comparisonsDue,
  cutImport,
  exchangePlatform,
  linesOf,
  OTHER,
  outcomeOf,
  OWN,
  settle,
} from '../scene.ts';
import { faultsOf, feedOf, people, register, residentOf } from '../people.ts';

type Scene = ReturnType<typeof exchangePlatform>;
let scene: Scene;

beforeEach(() => {
  scene = exchangePlatform();
});

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

  test('fit into the transactions of DynamoDB', async () => {
    scene = exchangePlatform(await testStore());
    const all = people(30);
    await cutImport(scene, [linesOf(all)]);

    await writeImportPart(scene, { partnershipId: PARTNERSHIP, importId: 'IM-1', part: 1 });

    expect(await outcomeOf(scene)).toMatchObject({ status: 'done', written: 30 });
    expect(await faultsOf(scene, all)).toEqual([]);
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
