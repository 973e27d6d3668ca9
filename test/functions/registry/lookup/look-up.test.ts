import { describe, expect, it } from 'vitest';

import { changeResident } from '#functions/registry/store/resident-command.ts';
import { MemoryStore } from '#test/support/memory-store.ts';
import { officer } from '#test/support/platform.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';
import { inventedNumber } from '#test/support/residents.ts';

import { lookedUp, registered } from './scene.ts';
import { WatchedStore } from './watched-store.ts';

const stay = { from: '2026-01-01', housing: 'rented', reportedBy: 'landlord' } as const;

describe('a lookup by document', () => {
  it('finds the one resident who has it, whichever station answers for them', async () => {
    const platform = registryPlatform();
    const residentId = await registered(platform);
    await registered(platform, { order: 413 }, 'yaqian');

    const { hits, more } = await lookedUp(platform, {
      document: { type: 'identityCard', number: inventedNumber() },
    });

    expect(hits).toHaveLength(1);
    expect(hits[0]).toMatchObject({
      residentId,
      owningStationId: 'qianqing',
      fits: [{ criterion: 'document', how: 'exact' }],
    });
    expect(more).toBe(false);
  });

  it('finds nobody by the document of nobody', async () => {
    const platform = registryPlatform();
    await registered(platform);
    const document = { type: 'identityCard', number: inventedNumber('1985-03-12', 7) } as const;
    expect((await lookedUp(platform, { document })).hits).toEqual([]);
  });

  it('asks the store the same few questions, and no list of residents, at 10 and at 1,000 residents', async () => {
    const document = { type: 'identityCard', number: inventedNumber('1985-03-12', 5) } as const;
    const costs = [];
    for (const residents of [10, 1000]) {
      const store = new MemoryStore();
      const platform = registryPlatform(store);
      for (let order = 0; order < residents; order++) await registered(platform, { order });
      const watched = new WatchedStore(store);
      const { hits } = await lookedUp(registryPlatform(watched), { document });
      expect(hits).toHaveLength(1);
      costs.push(watched.calls);
    }
    // The document's holder, the record and its key; the roster and the head of the audit; the officer's last hour.
    expect(costs[0]).toEqual({ get: 5, query: 1, queryIndex: 0, transact: 1 });
    expect(costs[1]).toEqual(costs[0]);
  });
});

describe('a lookup by what else is known', () => {
  it('ranks the same characters before the same sound, and says a former name', async () => {
    const platform = registryPlatform();
    const sound = await registered(platform, { order: 1, name: '成威' });
    const former = await registered(platform, {
      order: 3,
      name: '何生',
      otherNames: [{ kind: 'former', name: '程伟' }],
    });
    const same = await registered(platform, { order: 5, name: '程伟' });
    await registered(platform, { order: 7, name: '何平' });

    const { hits } = await lookedUp(platform, { name: '程伟' });

    expect(hits.map(({ residentId, fits }) => [residentId, fits])).toEqual([
      [same, [{ criterion: 'name', how: 'exact' }]],
      [former, [{ criterion: 'name', how: 'exact', of: 'former' }]],
      [sound, [{ criterion: 'name', how: 'pinyin' }]],
    ]);
  });

  it('finds characters by pinyin as officers type it', async () => {
    const platform = registryPlatform();
    const residentId = await registered(platform, { name: '程立峰' });
    for (const name of ['cheng li feng', 'Cheng Lifeng', 'chenglifeng'])
      expect((await lookedUp(platform, { name })).hits.map((hit) => hit.residentId)).toEqual([residentId]);
  });

  it('puts those first whom most of it fits', async () => {
    const platform = registryPlatform();
    const known = { name: '程伟', birthDate: '1985-03-12' };
    const one = await registered(platform, { order: 1, name: '程伟', birthDate: '1990-01-01' });
    const all = await registered(platform, { order: 3, ...known, telephones: ['13900000001'] });
    const two = await registered(platform, { order: 5, name: '程伟' });

    const { hits } = await lookedUp(platform, { ...known, telephone: '+86 139-0000-0001' });

    expect(hits.map(({ residentId }) => residentId)).toEqual([all, two, one]);
    expect(hits[0]?.fits.map(({ criterion }) => criterion)).toEqual(['name', 'birthDate', 'telephone']);
  });

  it('finds who lives in a room, then the house, and who lived there', async () => {
    const platform = registryPlatform();
    const at = (address: string, to?: string) => ({
      registrations: [{ ...stay, address, ...(to === undefined ? {} : { to }) }],
    });
    const gone = await registered(platform, { order: 1, ...at('虚构路18号301室', '2026-05-01') });
    const neighbour = await registered(platform, { order: 3, ...at('虚构路18号302室') });
    const there = await registered(platform, { order: 5, ...at('虚构路１８号 301室') });
    await registered(platform, { order: 7, ...at('虚构路19号301室') });

    const { hits } = await lookedUp(platform, { address: '虚构路18号301室' });

    expect(hits.map(({ residentId, fits }) => [residentId, fits[0]?.how, fits[0]?.of])).toEqual([
      [there, 'exact', undefined],
      [gone, 'exact', 'former'],
      [neighbour, 'house', undefined],
    ]);
  });

  it('finds who works for an employer', async () => {
    const platform = registryPlatform();
    const residentId = await registered(platform, {
      work: [{ employer: '虚构轻纺（浙江）有限公司', from: '2026-01-05' }],
    });
    const { hits } = await lookedUp(platform, { employer: '虚构轻纺(浙江)有限公司' });
    expect(hits.map((hit) => hit.residentId)).toEqual([residentId]);
  });

  it('finds a resident by what the record says now, and not by what was corrected', async () => {
    const platform = registryPlatform();
    const residentId = await registered(platform, { telephones: ['13900000001'] });
    await changeResident(platform, {
      actor: officer('qianqing', 'dutyOfficer'),
      action: 'registry.correct',
      partnershipId: PARTNERSHIP,
      residentId,
      decide: ({ details }) => ({
        details: { ...details, telephones: ['13900000002'] },
        event: { type: 'corrected', data: {} },
      }),
    });
    expect((await lookedUp(platform, { telephone: '13900000001' })).hits).toEqual([]);
    expect((await lookedUp(platform, { telephone: '13900000002' })).hits).toHaveLength(1);
  });

  it('shows no more than the limit and says that there are more', async () => {
    const platform = registryPlatform();
    Object.assign(platform.deployment.registry.lookup, { hits: 2 });
    for (const order of [1, 3, 5]) await registered(platform, { order });
    expect(await lookedUp(platform, { name: '程伟' })).toMatchObject({ more: true });
    expect((await lookedUp(platform, { name: '程伟' })).hits).toHaveLength(2);
  });

  it('says that there are more when it could not look at all who have something of it', async () => {
    const platform = registryPlatform();
    Object.assign(platform.deployment.registry.lookup, { candidates: 2 });
    for (const order of [1, 3, 5]) await registered(platform, { order });
    expect(await lookedUp(platform, { birthDate: '1985-03-12' })).toMatchObject({ more: true });
  });

  it('looks at those first who have most of it when it cannot look at all', async () => {
    const platform = registryPlatform();
    for (const order of [1, 3, 5]) await registered(platform, { order });
    const rare = await registered(platform, { order: 7, name: '何生' });
    Object.assign(platform.deployment.registry.lookup, { candidates: 2 });
    const { hits } = await lookedUp(platform, { name: '何生', birthDate: '1985-03-12' });
    expect(hits[0]?.residentId).toBe(rare);
  });
});
