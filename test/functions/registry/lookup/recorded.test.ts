import { describe, expect, it } from 'vitest';

import { lookupKey, lookupSchema } from '#functions/registry/lookup/model/lookup-record.ts';
import { accessChain } from '#platform/audit/access-log.ts';
import { auditEntrySchema, firstBrokenEntry, hashOf } from '#platform/audit/audit-entry.ts';
import type { Platform } from '#platform/platform.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { openBareCase } from '#test/support/cases.ts';
import { testStore } from '#test/support/dynamodb.ts';
import { MemoryStore } from '#test/support/memory-store.ts';
import { officer } from '#test/support/platform.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';
import { inventedNumber } from '#test/support/residents.ts';

import { byLaw, lookedUp, lookupApi, looker, openCaseGround, registered } from './scene.ts';

const parameters = { partnershipId: PARTNERSHIP };
/** Its check character is wrong. */
const wrongNumber = inventedNumber().slice(0, 17) + (inventedNumber().endsWith('0') ? '1' : '0');
const person = { name: '程伟' };

async function auditOf({ store, clock }: Platform, stationId = 'yaqian') {
  const chain = accessChain(stationId, clock.now().toISOString());
  return (await queryAll(store, chain, 'ENTRY#', auditEntrySchema)).map(({ body }) => body);
}

describe('a lookup that is answered', () => {
  it('is written down first: who, what for, on what ground, by what and whom it showed', async () => {
    const platform = registryPlatform();
    const residentId = await registered(platform);
    const { lookupId } = await lookedUp(platform, person);

    const lookup = (await platform.store.get(lookupKey(PARTNERSHIP, lookupId), lookupSchema))?.body;
    expect(lookup).toMatchObject({
      by: { officerId: 'yaqian-duty-1', stationId: 'yaqian' },
      purpose: 'residenceRegistration',
      ground: byLaw,
      criteria: [{ kind: 'name' }],
      outcome: 'read',
      residents: [{ residentId, owningStationId: 'qianqing' }],
    });
    const entries = await auditOf(platform);
    expect(firstBrokenEntry(entries)).toBeUndefined();
    expect(entries).toEqual([
      expect.objectContaining({
        action: 'registry.lookup',
        outcome: 'read',
        target: lookupId,
        reason: 'residenceRegistration · residenceRegistrationRules',
        factsHash: hashOf(lookup),
      }),
    ]);
  });

  it('is in the audit with all others, however many come at once', async () => {
    const platform = registryPlatform(await testStore());
    await registered(platform);
    const found = await Promise.all(Array.from({ length: 8 }, () => lookedUp(platform, person)));
    expect(found.map(({ hits }) => hits.length)).toEqual(Array.from({ length: 8 }, () => 1));
    const entries = await auditOf(platform);
    expect(firstBrokenEntry(entries)).toBeUndefined();
    expect(new Set(entries.map(({ target }) => target))).toEqual(
      new Set(found.map(({ lookupId }) => lookupId)),
    );
  });

  it('has the same hash for the same search, which nobody can make without the key', async () => {
    const platform = registryPlatform();
    const criteria = async (telephone: string) => {
      const { lookupId } = await lookedUp(platform, { telephone });
      return (await platform.store.get(lookupKey(PARTNERSHIP, lookupId), lookupSchema))?.body.criteria;
    };
    expect(await criteria('13900000001')).toEqual(await criteria('+86 139 0000 0001'));
    expect(await criteria('13900000001')).not.toEqual(await criteria('13900000002'));
  });

  it('is not answered when it cannot be written down', async () => {
    const failure: { now?: Error } = {};
    const fails = () => {
      if (failure.now !== undefined) throw failure.now;
      return false;
    };
    const platform = registryPlatform(new MemoryStore({ isBusy: fails }));
    await registered(platform);
    failure.now = new Error('the store is down');
    await expect(lookedUp(platform, person)).rejects.toThrow(failure.now);
  });
});

describe('a lookup is refused, and that is written down with the reason,', () => {
  it.each([
    ['without a case for a purpose that needs one', 403, 'case-needed', { purpose: 'caseInvestigation' }],
    ['for a purpose that there is not', 400, 'invalid-request', { purpose: 'curiosity' }],
    ['by a law that there is not', 400, 'invalid-request', { ground: { legalBasis: 'whim' } }],
    [
      'to verify a hit, for a case which is none',
      400,
      'invalid-request',
      { purpose: 'hitVerification', ground: { caseId: 'MP-270301-7F3K2' } },
    ],
    ['for a case that there is not', 403, 'case-not-open', { ground: { caseId: 'MP-270301-7F3K2' } }],
  ])('%s', async (_, status, slug, change) => {
    const platform = registryPlatform();
    await registered(platform);
    const json = { purpose: 'residenceRegistration', ground: byLaw, criteria: person, ...change };

    const answer = await lookupApi(platform)('lookUpResidents', { actor: looker, parameters, json });

    expect(answer.status).toBe(status);
    expect(answer.text).toContain(slug);
    const [entry] = await auditOf(platform);
    expect(entry).toMatchObject({ action: 'registry.lookup', outcome: 'refused' });
    expect(entry?.reason).toContain(slug);
    const lookup = await platform.store.get(lookupKey(PARTNERSHIP, entry?.target ?? ''), lookupSchema);
    expect(lookup?.body).toMatchObject({
      outcome: 'refused',
      reason: slug,
      residents: [],
      criteria: [{ kind: 'name' }],
    });
  });

  it('for a case that is closed, or of another partnership', async () => {
    const platform = registryPlatform();
    for (const change of [{ status: 'closed' }, { partnershipId: 'example-north' }] as const) {
      const { caseId } = await openBareCase(platform, change);
      const json = { purpose: 'caseInvestigation', ground: { caseId }, criteria: person };
      const answer = await lookupApi(platform)('lookUpResidents', { actor: looker, parameters, json });
      expect(answer.body).toMatchObject({ status: 403, detail: expect.stringContaining(caseId) });
    }
  });

  it('by somebody whose role does not allow it: once in the audit, and in both stations’ digests', async () => {
    const platform = registryPlatform();
    const actor = officer('yaqian', 'administrator');
    const json = { purpose: 'residenceRegistration', ground: byLaw, criteria: person };
    expect((await lookupApi(platform)('lookUpResidents', { actor, parameters, json })).status).toBe(403);
    expect(await auditOf(platform)).toHaveLength(1);
    for (const station of ['yaqian', 'qianqing']) {
      const digest = await lookupApi(platform)('readLookupDigest', {
        actor: officer(station, 'chief'),
        parameters: { ...parameters, day: '2027-03-01' },
      });
      expect(digest.body).toMatchObject({
        refused: 1,
        refusals: [{ officerId: actor.officerId, reason: 'not-allowed' }],
      });
    }
  });

  it('by an officer of another partnership, who is not told that there is a registry', async () => {
    const platform = registryPlatform();
    const actor = officer('north-bank', 'dutyOfficer');
    const json = { purpose: 'residenceRegistration', ground: byLaw, criteria: person };
    expect((await lookupApi(platform)('lookUpResidents', { actor, parameters, json })).status).toBe(404);
    expect(await auditOf(platform, 'north-bank')).toHaveLength(1);
  });
});

describe('what is shown depends on the purpose', () => {
  it('shows an investigator everything, and an identity check next to nothing', async () => {
    const platform = registryPlatform();
    await registered(platform, { telephones: ['13900000001'] });
    const call = async (purpose: string, ground: object) =>
      (
        await lookupApi(platform)('lookUpResidents', {
          actor: looker,
          parameters,
          json: {
            purpose,
            ground,
            criteria: { document: { type: 'identityCard', number: inventedNumber() } },
          },
        })
      ).body;
    expect(await call('caseInvestigation', await openCaseGround(platform))).toMatchObject({
      hits: [{ details: { birthDate: '1985-03-12', telephones: ['13900000001'] } }],
    });
    expect(await call('identityCheck', { legalBasis: 'identityCardLaw' })).toMatchObject({
      hits: [{ details: { name: '程伟', birthDate: '1985-**-**', telephones: ['139****0001'] } }],
    });
  });
});

describe('a request that says too little or too much', () => {
  it.each([
    ['criteria', {}],
    ['criteria', { document: { type: 'identityCard', number: inventedNumber() }, name: '程伟' }],
    ['criteria.document.number', { document: { type: 'identityCard', number: wrongNumber } }],
    ['criteria.birthDate', { birthDate: '1985-02-30' }],
    ['criteria.telephone', { telephone: 'none' }],
  ])('is refused by the name of the field: %s', async (field, criteria) => {
    const json = { purpose: 'residenceRegistration', ground: byLaw, criteria };
    const answer = await lookupApi(registryPlatform())('lookUpResidents', {
      actor: looker,
      parameters,
      json,
    });
    expect(answer.body).toMatchObject({
      status: 400,
      errors: [{ field: expect.stringMatching(`${field}$`) }],
    });
  });

  it('takes no number of a person for that of a document', async () => {
    const ground = { legalBasis: 'policeLaw', documentNumber: inventedNumber() };
    const json = { purpose: 'residenceRegistration', ground, criteria: person };
    const answer = await lookupApi(registryPlatform())('lookUpResidents', {
      actor: looker,
      parameters,
      json,
    });
    expect(answer.body).toMatchObject({
      status: 400,
      errors: [{ field: expect.stringMatching('ground.documentNumber$') }],
    });
  });
});
