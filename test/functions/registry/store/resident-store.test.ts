import { beforeEach, describe, expect, test } from 'vitest';

import { feedEntrySchema } from '#functions/registry/store/feed.ts';
import { feedPartition } from '#functions/registry/store/keys.ts';
import { changeResident, registerResident } from '#functions/registry/store/resident-command.ts';
import { loadResident, loadResidents } from '#functions/registry/store/resident-record.ts';
import { residentByDocument } from '#functions/registry/store/resident-store.ts';
import type { Resident, ResidentDetails } from '#functions/registry/model/resident.ts';
import { auditEntrySchema, firstBrokenEntry } from '#platform/audit/audit-entry.ts';
import { idempotencyOf } from '#platform/command/idempotency.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { residentKey } from '#functions/registry/store/keys.ts';
import { officer } from '#test/support/platform.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';
import { inventedResident } from '#test/support/residents.ts';

const actor = officer('qianqing', 'dutyOfficer');
let platform: ReturnType<typeof registryPlatform>;
let keys = 0;

beforeEach(() => {
  platform = registryPlatform();
});

async function registered(details: ResidentDetails): Promise<string> {
  const reply = await registerResident(platform, {
    partnershipId: PARTNERSHIP,
    owningStationId: 'qianqing',
    details,
    actor,
    action: 'registry.register',
    idempotency: idempotencyOf('test', String(keys++), details),
  });
  return String(reply?.body['residentId']);
}

function corrected(residentId: string, change: (resident: Resident) => Partial<ResidentDetails>) {
  return changeResident(platform, {
    actor,
    action: 'registry.correct',
    partnershipId: PARTNERSHIP,
    residentId,
    decide: (resident) => ({
      details: { ...resident.details, ...change(resident) },
      event: { type: 'corrected', data: {} },
    }),
  });
}

const erase = (residentId: string) =>
  changeResident(platform, {
    actor,
    action: 'registry.erase',
    partnershipId: PARTNERSHIP,
    residentId,
    decide: () => ({ erase: true, event: { type: 'erased', data: {} } }),
  });

const feed = async () =>
  (await queryAll(platform.store, feedPartition(PARTNERSHIP, 'qianqing'), 'ENTRY#', feedEntrySchema)).map(
    ({ body }) => body,
  );

describe('a resident who is entered', () => {
  test('is read as they were told, and found by their document', async () => {
    const details = inventedResident({ telephones: ['13900000001'] });
    const residentId = await registered(details);
    const opened = await loadResident(platform, PARTNERSHIP, residentId);
    expect(opened?.resident).toMatchObject({ residentId, owningStationId: 'qianqing', details, version: 1 });
    const [document] = details.documents;
    if (document === undefined) throw new Error('a resident has a document');
    expect((await residentByDocument(platform, PARTNERSHIP, document))?.resident.residentId).toBe(residentId);
  });

  test('is not entered a second time by the same document: it is said who has it', async () => {
    const residentId = await registered(inventedResident());
    await expect(registered(inventedResident({ name: '程二' }))).rejects.toMatchObject({
      slug: 'known-resident',
      extension: { field: 'documents.0', residentId, owningStationId: 'qianqing' },
    });
  });

  test('is one when two officers enter them at the same instant', async () => {
    const outcomes = await Promise.allSettled([
      registered(inventedResident()),
      registered(inventedResident()),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await feed()).toHaveLength(1);
  });
});

describe('a change of a resident', () => {
  test('moves what they are found by', async () => {
    const residentId = await registered(inventedResident());
    const next = inventedResident({ birthDate: '1985-03-17' });
    await corrected(residentId, () => next);
    const [before, after] = [inventedResident().documents[0], next.documents[0]];
    if (before === undefined || after === undefined) throw new Error('a resident has a document');
    expect(await residentByDocument(platform, PARTNERSHIP, before)).toBeUndefined();
    expect((await residentByDocument(platform, PARTNERSHIP, after))?.resident.version).toBe(2);
  });

  test('is shared in a dense sequence, whoever writes at the same time', async () => {
    const ids = await Promise.all(
      [411, 413, 415].map((order) => registered(inventedResident({ order, name: '程一' }))),
    );
    await Promise.all(ids.map((id) => corrected(id, () => ({ telephones: ['13900000001'] }))));
    const entries = await feed();
    expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(
      entries.filter(({ change }) => change === 'corrected').map(({ residentId }) => residentId),
    ).toEqual(expect.arrayContaining(ids));
  });
});

describe('an erasure', () => {
  test('takes the person away and leaves a chain that verifies', async () => {
    const residentId = await registered(inventedResident());
    await corrected(residentId, () => ({ telephones: ['13900000001'] }));
    await erase(residentId);
    expect(await loadResident(platform, PARTNERSHIP, residentId)).toBeUndefined();
    expect(await loadResidents(platform, PARTNERSHIP, [residentId])).toEqual([]);
    const { pk } = residentKey(PARTNERSHIP, residentId);
    const chain = (await queryAll(platform.store, pk, 'AUDIT#', auditEntrySchema)).map(({ body }) => body);
    expect(chain).toHaveLength(3);
    expect(firstBrokenEntry(chain)).toBeUndefined();
    await expect(corrected(residentId, () => ({}))).rejects.toMatchObject({ slug: 'not-found' });
  });

  test('lets the document be entered again, as somebody new', async () => {
    const first = await registered(inventedResident());
    await erase(first);
    expect(await registered(inventedResident())).not.toBe(first);
  });
});
