import { beforeEach, describe, expect, test } from 'vitest';

import { loadResident } from '#functions/registry/store/resident-record.ts';
import { officer } from '#test/support/platform.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';
import { inventedResident } from '#test/support/residents.ts';

import { chief, entered, other, own, question, residentsApi } from './scene.ts';

let platform: ReturnType<typeof registryPlatform>;
let call: ReturnType<typeof residentsApi>;
const home = {
  address: '钱清街道演示路1号',
  from: '2026-01-10',
  housing: 'rented',
  reportedBy: 'self',
} as const;
const next = { ...home, address: '钱清街道演示路2号', from: '2026-06-01' };

beforeEach(() => {
  platform = registryPlatform();
  call = residentsApi(platform);
});

const detailsOf = async (residentId: string) =>
  (await loadResident(platform, PARTNERSHIP, residentId))?.resident.details;

describe('a resident is entered', () => {
  test('once: the other station is told who answers for whom it meant to enter', async () => {
    const residentId = await entered(call);
    expect(await call('registerResident', other, { json: inventedResident({ name: '程二' }) })).toMatchObject(
      {
        status: 409,
        body: { type: expect.stringContaining('known-resident'), residentId, owningStationId: 'qianqing' },
      },
    );
  });

  test('by one of two officers who do it at the same instant; by one request, however often it is sent', async () => {
    const answers = await Promise.all(
      [own, other].map((actor) => call('registerResident', actor, { json: inventedResident() })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const json = inventedResident({ order: 413 });
    const [first, again] = [
      await call('registerResident', own, { json, key: 'the-same-key' }),
      await call('registerResident', own, { json, key: 'the-same-key' }),
    ];
    expect(again.body).toEqual(first.body);
  });

  test('not with a number whose birth date or sex is another, nor by an outsider', async () => {
    const answer = await call('registerResident', own, {
      json: { ...inventedResident(), birthDate: '1985-03-13', sex: 'female' },
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'birthDate' }, { field: 'sex' }] },
    });
    const outsider = officer('nowhere', 'chief');
    expect((await call('registerResident', outsider, { json: inventedResident() })).status).not.toBe(201);
  });
});

describe('a record is read', () => {
  test('by either station, for a purpose, which says what is shown', async () => {
    const residentId = await entered(call, { telephones: ['13900000001'] });
    const answer = await call('readResident', other, { parameters: { residentId }, query: question });
    expect(answer).toMatchObject({
      status: 200,
      headers: { etag: '"1"' },
      body: { residentId, details: { name: '程伟', telephones: ['139****0001'] } },
    });
  });

  test('not without purpose and ground, and not if there never was one', async () => {
    const parameters = { residentId: await entered(call) };
    const purpose = question.purpose;
    expect((await call('readResident', own, { parameters, query: {} })).status).toBe(400);
    expect((await call('readResident', own, { parameters, query: { purpose } })).status).toBe(400);
    const nobody = { residentId: `R-${'0'.repeat(26)}` };
    expect((await call('readResident', own, { parameters: nobody, query: question })).status).toBe(404);
    expect((await call('readResidentHistory', own, { parameters: nobody, query: question })).status).toBe(
      404,
    );
  });

  test('with its history, masked alike', async () => {
    const parameters = { residentId: await entered(call, { telephones: ['13900000001'] }) };
    await call('correctResident', own, { parameters, ifMatch: 1, json: { name: '程维' } });
    const answer = await call('readResidentHistory', other, { parameters, query: question });
    expect(answer.body).toMatchObject({
      entries: [
        { version: 1, type: 'registered', details: { name: '程伟' } },
        { version: 2, type: 'corrected', by: { stationId: 'qianqing' }, details: { name: '程维' } },
      ],
    });
    expect(answer.text).not.toContain('13900000001');
  });
});

describe('a record is corrected', () => {
  test('on the version that was read; a list takes the place of the list, null takes away', async () => {
    const residentId = await entered(call, { nativePlace: '绍兴', telephones: ['13900000001'] });
    const parameters = { residentId };
    const json = { nativePlace: null, telephones: ['13900000002'] };
    expect((await call('correctResident', own, { parameters, ifMatch: 7, json })).status).toBe(412);
    expect((await call('correctResident', own, { parameters, json })).status).toBe(428);
    expect(await call('correctResident', own, { parameters, ifMatch: 1, json })).toMatchObject({
      status: 200,
      body: { residentId, version: 2 },
    });
    expect(await detailsOf(residentId)).toEqual(inventedResident({ telephones: ['13900000002'] }));
  });

  test('by the station that answers for it alone', async () => {
    const parameters = { residentId: await entered(call) };
    const answer = await call('correctResident', other, { parameters, ifMatch: 1, json: { name: '程维' } });
    expect(answer).toMatchObject({ status: 403, body: { owningStationId: 'qianqing' } });
    // Who may not decide does not learn which version there is.
    const stale = await call('correctResident', other, { parameters, ifMatch: 7, json: { name: '程维' } });
    expect(stale).toMatchObject({ status: 403, body: { owningStationId: 'qianqing' } });
    expect((await call('addResidence', other, { parameters, json: home })).status).toBe(403);
    expect(
      (
        await call('eraseResident', officer('yaqian', 'chief'), {
          parameters,
          ifMatch: 1,
          json: { ground: 'order' },
        })
      ).status,
    ).toBe(403);
  });

  test('not to what contradicts itself, to nothing, or to the document of somebody else', async () => {
    const parameters = { residentId: await entered(call) };
    const somebody = inventedResident({ order: 413 });
    await call('registerResident', other, { json: somebody });
    const correct = (json: unknown) => call('correctResident', own, { parameters, ifMatch: 1, json });
    expect(await correct({ birthDate: '1985-03-21' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'birthDate' }] },
    });
    expect((await correct({})).status).toBe(400);
    expect((await correct({ name: '程伟' })).status).toBe(409);
    expect((await correct({ documents: somebody.documents })).status).toBe(409);
  });
});

describe('what happens in a life', () => {
  test('moving in ends the open residence the day before; the history has no overlaps', async () => {
    const residentId = await entered(call);
    const parameters = { residentId };
    for (const json of [home, next])
      expect((await call('addResidence', own, { parameters, json })).status).toBe(200);
    expect((await detailsOf(residentId))?.registrations).toEqual([{ ...home, to: '2026-05-31' }, next]);
    for (const [from, to] of [
      ['2026-02-01', '2026-03-01'],
      ['2026-06-01', undefined],
      ['2025-12-01', undefined],
    ]) {
      const answer = await call('addResidence', own, { parameters, json: { ...home, from, to } });
      expect(answer).toMatchObject({
        status: 409,
        body: { type: expect.stringMatching(/overlapping-residence$/) },
      });
    }
    const earlier = { ...home, from: '2025-01-01', to: '2025-12-31' };
    expect((await call('addResidence', own, { parameters, json: earlier })).status).toBe(200);
    expect((await detailsOf(residentId))?.registrations).toHaveLength(3);
  });

  test('moving out ends the open residence, once, and not before it began', async () => {
    const residentId = await entered(call, { registrations: [home] });
    const end = (to: string) => call('endResidence', own, { parameters: { residentId }, json: { to } });
    expect((await end('2026-01-09')).status).toBe(400);
    expect((await end('2026-03-31')).status).toBe(200);
    expect((await end('2026-03-31')).status).toBe(409);
    expect((await detailsOf(residentId))?.registrations).toEqual([{ ...home, to: '2026-03-31' }]);
  });

  test('work begins and ends; a permit is issued and endorsed', async () => {
    const residentId = await entered(call);
    const parameters = { residentId };
    const work = { employer: '演示纺织厂', from: '2026-02-01' };
    const permit = { number: 'JZ-0001', issuedOn: '2026-02-01', validTo: '2027-01-31' };
    const year = { endorsedOn: '2027-01-20', validTo: '2028-01-31' };
    expect((await call('endorsePermit', own, { parameters, json: year })).status).toBe(409);
    for (const [operation, json] of [
      ['addWork', work],
      ['endWork', { employer: '演示 纺织厂', to: '2026-08-31' }],
      ['setPermit', permit],
      ['endorsePermit', year],
    ] as const)
      expect((await call(operation, own, { parameters, json })).status).toBe(200);
    expect(await detailsOf(residentId)).toMatchObject({
      work: [{ ...work, to: '2026-08-31' }],
      permit: { ...permit, ...year },
    });
    expect((await call('addWork', own, { parameters, json: work })).status).toBe(409);
    const shorter = { endorsedOn: '2027-01-21', validTo: '2027-02-01' };
    expect((await call('endorsePermit', own, { parameters, json: shorter })).status).toBe(400);
  });

  test('two additions at once are both in the record', async () => {
    const residentId = await entered(call);
    const employers = ['演示一厂', '演示二厂'];
    await Promise.all(
      employers.map((employer) =>
        call('addWork', chief, { parameters: { residentId }, json: { employer, from: '2026-02-01' } }),
      ),
    );
    expect((await detailsOf(residentId))?.work.map(({ employer }) => employer).toSorted()).toEqual(
      employers.toSorted(),
    );
  });
});
