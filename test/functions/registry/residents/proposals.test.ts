import { beforeEach, describe, expect, test } from 'vitest';

import { proposalKey, feedPartition } from '#functions/registry/store/keys.ts';
import { feedEntrySchema } from '#functions/registry/store/feed.ts';
import { loadResident } from '#functions/registry/store/resident-record.ts';
import { auditEntrySchema, firstBrokenEntry } from '#platform/audit/audit-entry.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { MemoryStore } from '#test/support/memory-store.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';

import { chief, entered, member, other, own, question, residentsApi } from './scene.ts';

let store: MemoryStore;
let platform: ReturnType<typeof registryPlatform>;
let call: ReturnType<typeof residentsApi>;
let parameters: { residentId: string };
const json = { changes: { telephones: ['13900000002'] } };

beforeEach(async () => {
  store = new MemoryStore();
  platform = registryPlatform(store);
  call = residentsApi(platform);
  parameters = { residentId: await entered(call) };
});

async function proposed(content: unknown = json): Promise<{ proposalId: string }> {
  const answer = await call('proposeCorrection', other, { parameters, json: content });
  if (answer.status !== 201) throw new Error(answer.text);
  return { proposalId: String(member(answer, 'proposalId')) };
}

const record = async () => (await loadResident(platform, PARTNERSHIP, parameters.residentId))?.resident;

describe('a correction that the other station proposes', () => {
  test('changes nothing until it is accepted; then record and proposal change together', async () => {
    const proposal = await proposed();
    expect((await record())?.version).toBe(1);
    expect((await call('listProposals', own)).body).toMatchObject({
      proposals: [{ ...proposal, byStationId: 'yaqian', status: 'open' }],
    });
    expect(await call('acceptProposal', own, { parameters: proposal, ifMatch: 1, json: {} })).toMatchObject({
      status: 200,
      body: { ...proposal, version: 2 },
    });
    expect(await record()).toMatchObject({ version: 2, details: { telephones: ['13900000002'] } });
    expect((await call('listProposals', own)).body).toEqual({ proposals: [] });
    expect(
      (await call('refuseProposal', own, { parameters: proposal, json: { reason: 'wrong' } })).status,
    ).toBe(409);
  });

  test('has a chain of its own that verifies, and is read for a purpose', async () => {
    const proposal = await proposed();
    const reading = await call('readProposal', own, { parameters: proposal, query: question });
    expect(reading.body).toMatchObject({ isOutdated: false, details: { telephones: ['139****0002'] } });
    await call('refuseProposal', own, { parameters: proposal, json: { reason: 'notProven' } });
    const { pk } = proposalKey(PARTNERSHIP, proposal.proposalId);
    const chain = (await queryAll(store, pk, 'AUDIT#', auditEntrySchema)).map(({ body }) => body);
    expect(chain.map(({ action }) => action)).toEqual(['registry.propose', 'registry.decideProposal']);
    expect(firstBrokenEntry(chain)).toBeUndefined();
    expect((await record())?.version).toBe(1);
  });

  test('is one, however often it is proposed; and is decided by the station that answers for the record', async () => {
    const proposal = await proposed();
    expect(await call('proposeCorrection', other, { parameters, json })).toMatchObject({
      status: 409,
      body: proposal,
    });
    expect((await call('acceptProposal', other, { parameters: proposal, ifMatch: 1, json: {} })).status).toBe(
      403,
    );
    expect((await call('proposeCorrection', own, { parameters, json })).status).toBe(409);
    const same = { changes: { name: '程伟' } };
    expect((await call('proposeCorrection', other, { parameters, json: same })).status).toBe(409);
    expect((await call('proposeCorrection', other, { parameters, json: {} })).status).toBe(400);
  });

  test('does not undo what was corrected since', async () => {
    const proposal = await proposed();
    await call('correctResident', own, { parameters, ifMatch: 1, json: { name: '程维' } });
    expect((await call('acceptProposal', own, { parameters: proposal, ifMatch: 1, json: {} })).status).toBe(
      412,
    );
    expect((await call('acceptProposal', own, { parameters: proposal, ifMatch: 2, json: {} })).status).toBe(
      409,
    );
    const reading = await call('readProposal', own, { parameters: proposal, query: question });
    expect(reading.body).toMatchObject({ isOutdated: true });
    expect((await record())?.details.name).toBe('程维');
  });

  test('may ask that the record moves to the station that proposes it', async () => {
    const residence = {
      address: '衙前镇演示路3号',
      from: '2027-02-01',
      housing: 'rented',
      reportedBy: 'landlord',
    };
    const proposal = await proposed({ residence, move: true });
    await call('acceptProposal', own, { parameters: proposal, ifMatch: 1, json: {} });
    expect(await record()).toMatchObject({
      owningStationId: 'yaqian',
      details: { registrations: [residence] },
    });
    const shared = await queryAll(store, feedPartition(PARTNERSHIP, 'qianqing'), 'ENTRY#', feedEntrySchema);
    expect(shared.map(({ body }) => body.change)).toEqual(['registered', 'moved']);
    expect(
      (await call('correctResident', own, { parameters, ifMatch: 2, json: { name: '程维' } })).status,
    ).toBe(403);
    expect(
      (await call('correctResident', other, { parameters, ifMatch: 2, json: { name: '程维' } })).status,
    ).toBe(200);
  });

  test('is decided once when two officers decide at the same instant', async () => {
    const proposal = await proposed();
    const answers = await Promise.all([
      call('acceptProposal', own, { parameters: proposal, ifMatch: 1, json: {} }),
      call('refuseProposal', chief, { parameters: proposal, json: { reason: 'wrong' } }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const accepted = answers[0].status === 200;
    expect((await record())?.version).toBe(accepted ? 2 : 1);
  });
});
