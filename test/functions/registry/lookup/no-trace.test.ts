import { Logger } from '@aws-lambda-powertools/logger';
import { afterEach, expect, it, vi } from 'vitest';

import { writeDigest } from '#functions/registry/lookup/digest/write-digest.ts';
import { lookupRoutes } from '#functions/registry/lookup/routes.ts';
import { tellUnusual } from '#functions/registry/lookup/tell-unusual.ts';
import { PENDING_WORK, workRowSchema } from '#functions/registry/store/work-store.ts';
import { sha256 } from '#platform/ids.ts';
import type { Write } from '#platform/store/item-store.ts';
import { MemoryStore } from '#test/support/memory-store.ts';
import { officer } from '#test/support/platform.ts';
import { RecordingPublisher } from '#test/support/recording-publisher.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';
import { inventedNumber } from '#test/support/residents.ts';
import { loadRosters } from '#test/support/rosters.ts';

import { byLaw, lookupApi, looker, registered } from './scene.ts';
import { WatchedStore } from './watched-store.ts';

/** Terms that stand nowhere else, as they are typed and as they are looked for. */
const person = {
  name: '暨鲎',
  birthDate: '1967-08-09',
  telephone: '13900098765',
  address: '鲎塘路97号1307室',
  employer: '鲎记虚构制衣厂',
};
const number = inventedNumber('1967-08-09', 733);
const searches: readonly Record<string, unknown>[] = [
  { document: { type: 'identityCard', number } },
  { name: person.name },
  { name: 'ji hou' },
  { birthDate: person.birthDate },
  { telephone: '+86 139-0009-8765' },
  { address: person.address },
  { employer: person.employer },
  person,
];
const traces = [
  ...Object.values(person),
  number,
  '暨',
  '鲎',
  'ji hou',
  'jihou',
  '19670809',
  '139-0009-8765',
  '鲎塘路97号',
].flatMap((text) => [text, sha256(text), Buffer.from(text).toString('base64')]);

function found(texts: readonly string[]): string[] {
  return traces.filter((trace) => texts.some((text) => text.includes(trace)));
}

function plainPartsOf(write: Write): string {
  return JSON.stringify('item' in write ? write.item : write.key);
}

afterEach(() => vi.restoreAllMocks());

it('leaves no trace of what was searched by or of who was found: records, audit, work, messages, logs, refusals', async () => {
  const logged: string[] = [];
  for (const level of ['debug', 'info', 'warn', 'error', 'critical'] as const)
    vi.spyOn(Logger.prototype, level).mockImplementation((...said) => void logged.push(JSON.stringify(said)));
  const failure: { now?: Error } = {};
  const memory = new MemoryStore({
    isBusy: () => {
      if (failure.now !== undefined) throw failure.now;
      return false;
    },
  });
  const store = new WatchedStore(memory);
  const platform = registryPlatform(store);
  const publisher = new RecordingPublisher(platform.clock);
  await loadRosters(store);
  await registered(platform, {
    documents: [{ type: 'identityCard', number }],
    name: person.name,
    birthDate: person.birthDate,
    telephones: [person.telephone],
    registrations: [{ address: person.address, from: '2026-01-01', housing: 'rented', reportedBy: 'self' }],
    work: [{ employer: person.employer, from: '2026-01-01' }],
  });
  const api = lookupApi(platform);
  const parameters = { partnershipId: PARTNERSHIP };
  const refusals: string[] = [];

  for (const criteria of searches) {
    const asked = { purpose: 'residenceRegistration', ground: byLaw, criteria };
    const answer = await api('lookUpResidents', { actor: looker, parameters, json: asked });
    expect(answer.body).toMatchObject({ hits: [{ details: { name: person.name } }] });
    for (const [actor, json] of [
      [looker, { ...asked, purpose: 'caseInvestigation' }],
      [looker, { ...asked, purpose: 'jihou' }],
      [looker, { ...asked, ground: { legalBasis: 'jihou' } }],
      [looker, { ...asked, ground: { legalBasis: 'policeLaw', documentNumber: number } }],
      [looker, { ...asked, criteria: { ...criteria, sex: person.name } }],
      [looker, { ...asked, criteria: { ...criteria, [person.name]: 'male' } }],
      [officer('yaqian', 'administrator'), asked],
      [officer('north-bank', 'dutyOfficer'), asked],
    ] as const) {
      const { status, text } = await api('lookUpResidents', { actor, parameters, json });
      expect(status).toBeGreaterThanOrEqual(400);
      if (!(person.name in json.criteria)) refusals.push(text);
    }
  }
  failure.now = new Error(`the store quotes ${JSON.stringify(person)}`);
  const asked = { purpose: 'residenceRegistration', ground: byLaw, criteria: person };
  const fault = await api('lookUpResidents', { actor: looker, parameters, json: asked });
  expect(fault.status).toBe(500);
  refusals.push(fault.text);
  delete failure.now;

  const due = await store.queryIndex('gsi2', PENDING_WORK, workRowSchema, { limit: 1000 });
  for (const { body } of due.items)
    if (body.work.type === 'tellUnusual') await tellUnusual({ ...platform, publisher }, body.work);
  await writeDigest(
    { ...platform, publisher },
    { type: 'writeDigest', partnershipId: PARTNERSHIP, stationId: 'qianqing', day: '2027-03-01' },
  );
  const digest = await api('readLookupDigest', {
    actor: officer('qianqing', 'chief'),
    parameters: { ...parameters, day: '2027-03-01' },
  });

  expect(logged.length).toBeGreaterThan(0);
  expect(publisher.sent.length).toBeGreaterThan(0);
  expect(found(logged)).toEqual([]);
  expect(found(refusals)).toEqual([]);
  expect(found([digest.text])).toEqual([]);
  expect(found(publisher.sent.map((message) => JSON.stringify(message)))).toEqual([]);
  expect(found(store.writes.map(plainPartsOf))).toEqual([]);
});

it('has nothing in its address but the partnership', () => {
  const { path, parameters, query } = lookupRoutes.lookUpResidents;
  expect(path).toBe('/v1/partnerships/{partnershipId}/lookups');
  expect(Object.keys({ ...parameters.shape, ...query.shape })).toEqual(['partnershipId']);
});
