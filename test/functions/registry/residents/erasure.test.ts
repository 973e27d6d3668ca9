import { beforeEach, describe, expect, test } from 'vitest';

import { hitOpening } from '#functions/registry-hit/hit-opening.ts';
import { compareNotice } from '#functions/registry/matching/compare.ts';
import { noticeDetailsSchema } from '#functions/registry/model/notice.ts';
import { pairKey, residentKey } from '#functions/registry/store/keys.ts';
import { pairSchema } from '#functions/registry/matching/pair.ts';
import { issueNotice } from '#functions/registry/store/notice-command.ts';
import { residentByDocument } from '#functions/registry/store/resident-store.ts';
import { auditEntrySchema, firstBrokenEntry } from '#platform/audit/audit-entry.ts';
import { idempotencyOf } from '#platform/command/idempotency.ts';
import { sha256 } from '#platform/ids.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { lookedUp } from '#test/functions/registry/lookup/scene.ts';
import { MemoryStore } from '#test/support/memory-store.ts';
import { officer } from '#test/support/platform.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';
import { inventedResident } from '#test/support/residents.ts';

import { chief, member, other, own, question, residentsApi } from './scene.ts';

/** Texts that stand nowhere else. */
const person = inventedResident({
  order: 733,
  birthDate: '1967-08-09',
  name: '暨鲎',
  otherNames: [{ kind: 'former', name: '暨蠡' }],
  telephones: ['13900098765'],
  nativePlace: '虚构县',
  registrations: [{ address: '鲎塘路97号1307室', from: '2026-01-10', housing: 'rented', reportedBy: 'self' }],
  work: [{ employer: '鲎记虚构制衣厂', from: '2026-02-01' }],
});
const [document] = person.documents;
const texts = [
  '暨',
  '鲎',
  '蠡',
  '虚构',
  '13900098765',
  '13900098766',
  '1967-08-09',
  '19670809',
  'ji hou',
  document?.number ?? '',
].flatMap((text) => [text, sha256(text), Buffer.from(text).toString('base64')]);

let store: MemoryStore;
let platform: ReturnType<typeof registryPlatform>;
let call: ReturnType<typeof residentsApi>;
let parameters: { residentId: string };

beforeEach(async () => {
  store = new MemoryStore();
  platform = registryPlatform(store);
  call = residentsApi(platform);
  const answer = await call('registerResident', own, { json: person });
  parameters = { residentId: String(member(answer, 'residentId')) };
});

const erase = (ifMatch: number, actor = chief) =>
  call('eraseResident', actor, { parameters, ifMatch, json: { ground: 'requestOfPerson' } });
const heldBy = (which: MemoryStore) => JSON.stringify(which.items());
const traces = () => texts.filter((text) => heldBy(store).includes(text));
const termsLeft = () =>
  store.items().filter(({ entity }) => ['term', 'documentTerm', 'birthTerm', 'personKey'].includes(entity));

describe('after an erasure', () => {
  test('nothing that lies in the store speaks of the person, nor can what is sealed be opened', async () => {
    await call('correctResident', own, { parameters, ifMatch: 1, json: { telephones: ['13900098766'] } });
    await call('proposeCorrection', other, { parameters, json: { changes: { nativePlace: '虚构乡' } } });
    await call('readResident', other, { parameters, query: question });
    expect(termsLeft().length).toBeGreaterThan(5);
    expect(await erase(2)).toMatchObject({ status: 200, body: { ...parameters, version: 3 } });
    expect(traces()).toEqual([]);
    expect(termsLeft()).toEqual([]);
    expect(await platform.vault.keyOf(parameters.residentId)).toBeUndefined();
  });

  test('a backup of the records cannot be opened, for the key is gone', async () => {
    const backup = store.copy();
    await erase(1);
    const { pk } = residentKey(PARTNERSHIP, parameters.residentId);
    const kept = backup.items().filter(({ key }) => key.pk === pk);
    expect(kept.length).toBeGreaterThan(2);
    // What was sealed is all there; no key that is left opens it.
    expect(texts.filter((text) => JSON.stringify(kept).includes(text))).toEqual([]);
    expect(store.items().filter(({ entity }) => entity === 'personKey')).toEqual([]);
  });

  test('the chain still verifies, and says who erased on what ground', async () => {
    await erase(1);
    const { pk } = residentKey(PARTNERSHIP, parameters.residentId);
    const chain = (await queryAll(store, pk, 'AUDIT#', auditEntrySchema)).map(({ body }) => body);
    expect(chain.map(({ action }) => action)).toEqual(['registry.register', 'registry.erase']);
    expect(chain[1]?.actor).toMatchObject({ stationId: 'qianqing', officerId: chief.officerId });
    expect(firstBrokenEntry(chain)).toBeUndefined();
    expect(heldBy(store)).toContain('requestOfPerson');
  });

  test('nobody finds them, and reading says that they were erased', async () => {
    const proposal = await call('proposeCorrection', other, {
      parameters,
      json: { changes: { nativePlace: '虚构乡' } },
    });
    const proposalId = String(member(proposal, 'proposalId'));
    await erase(1);
    if (document === undefined) throw new Error('a resident has a document');
    expect(await residentByDocument(platform, PARTNERSHIP, document)).toBeUndefined();
    for (const criteria of [
      { document },
      { name: person.name },
      { name: '暨蠡' },
      { birthDate: person.birthDate },
      { telephone: '13900098765' },
      { address: '鲎塘路97号' },
      { employer: '鲎记虚构制衣厂' },
    ])
      expect(JSON.stringify(await lookedUp(platform, criteria))).not.toContain(parameters.residentId);
    expect((await call('readResident', own, { parameters, query: question })).status).toBe(410);
    expect((await call('readResidentHistory', own, { parameters, query: question })).status).toBe(410);
    expect((await call('listProposals', own)).body).toEqual({ proposals: [] });
    const address = { parameters: { proposalId }, query: question };
    expect((await call('readProposal', own, address)).status).toBe(404);
    expect(
      (await call('acceptProposal', own, { parameters: { proposalId }, ifMatch: 2, json: {} })).status,
    ).toBe(404);
    const correction = { parameters, ifMatch: 2, json: { name: '程' } };
    expect((await call('correctResident', own, correction)).status).toBe(410);
    expect((await erase(2)).status).toBe(410);
  });

  test('the same person can be entered anew, by either station', async () => {
    await erase(1);
    expect((await call('registerResident', other, { json: person })).status).toBe(201);
  });
});

describe('an erasure', () => {
  test('that is sent again is answered as before', async () => {
    const sent = { parameters, ifMatch: 1, json: { ground: 'order' }, key: 'the-same-key' };
    const first = await call('eraseResident', chief, sent);
    expect(first.status).toBe(200);
    expect(await call('eraseResident', chief, sent)).toMatchObject({ status: 200, body: first.body });
  });

  test('is the chief’s, on the version that was read, and on a ground that names nobody', async () => {
    expect((await erase(1, own)).status).toBe(403);
    expect((await erase(1, officer('yaqian', 'chief'))).status).toBe(403);
    expect((await erase(2)).status).toBe(412);
    const json = { ground: 'order', documentNumber: document?.number };
    expect((await call('eraseResident', chief, { parameters, ifMatch: 1, json })).status).toBe(400);
  });

  test('waits until officers have decided whether it is a wanted person', async () => {
    const noticeId = await wanted();
    await compareNotice(
      { ...platform, openHit: (hit, at) => hitOpening(platform, hit, at) },
      { type: 'compareNotice', partnershipId: PARTNERSHIP, noticeId },
    );
    const key = pairKey(PARTNERSHIP, noticeId, parameters.residentId);
    const pair = await store.get(key, pairSchema);
    if (pair === undefined) throw new Error('the pair matches');
    expect(await erase(1)).toMatchObject({ status: 409, body: { caseIds: [pair.body.hitCaseId] } });
    const body = { ...pair.body, status: 'refuted' as const };
    await store.transact([{ kind: 'replace', item: { key, entity: 'pair', body }, revision: pair.revision }]);
    expect((await erase(1)).status).toBe(200);
  });

  test('and a hit that is raised at the same instant: one of them, never an open hit of nobody', async () => {
    const noticeId = await wanted();
    const outcomes = await Promise.all([
      erase(1),
      compareNotice(
        { ...platform, openHit: (hit, at) => hitOpening(platform, hit, at) },
        { type: 'compareNotice', partnershipId: PARTNERSHIP, noticeId },
      ),
    ]);
    const pair = await store.get(pairKey(PARTNERSHIP, noticeId, parameters.residentId), pairSchema);
    expect(outcomes[0].status).toBe(pair === undefined ? 200 : 409);
  });
});

async function wanted(): Promise<string> {
  const details = noticeDetailsSchema.parse({
    number: 'TJ-2026-0815',
    name: person.name,
    birthDate: person.birthDate,
    documents: person.documents,
    offence: '盗窃',
    issuedBy: '演示市公安局',
    issuedOn: '2026-10-01',
  });
  const reply = await issueNotice(platform, PARTNERSHIP, details, {
    actor: own,
    action: 'test',
    idempotency: idempotencyOf('test', 'notice', 0),
  });
  return String(reply?.body['noticeId']);
}
