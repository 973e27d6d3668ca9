import { beforeEach, describe, expect, test } from 'vitest';

import { PENDING_WORK, workRowSchema } from '#functions/registry/store/work-store.ts';
import { expireNotices } from '#functions/registry/wanted/expire-notices.ts';
import { wantedHandlers } from '#functions/registry/wanted/handlers.ts';
import { wantedRoutes } from '#functions/registry/wanted/routes.ts';
import type { Work } from '#functions/registry/work/work.ts';
import { apiCaller, type ApiCall } from '#test/functions/platform/http/api-call.ts';
import { officer } from '#test/support/platform.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';

const notice = {
  number: 'TJ-2026-0815',
  name: '程立峰',
  birthDate: '1985-03-12',
  sex: 'male',
  offence: '盗窃',
  issuedBy: '演示市公安局',
  issuedOn: '2026-10-01',
};
const desk = officer('qianqing', 'dutyOfficer');
let platform: ReturnType<typeof registryPlatform>;
let keys: number;

beforeEach(() => {
  platform = registryPlatform();
  keys = 0;
});

function call(operation: keyof typeof wantedRoutes, given: ApiCall = {}) {
  const { parameters, headers, ...rest } = given;
  return apiCaller(
    platform,
    wantedRoutes,
    wantedHandlers(platform),
  )(operation, {
    actor: desk,
    ...rest,
    parameters: { partnershipId: PARTNERSHIP, ...parameters },
    headers: { 'idempotency-key': `wanted-list-key-${keys++}`, ...headers },
  });
}

async function issued(changes: object = {}): Promise<string> {
  const { body } = await call('issueNotice', { json: { ...notice, ...changes } });
  return (body as { noticeId: string }).noticeId;
}

const decide = (
  operation: 'withdrawNotice' | 'reissueNotice',
  noticeId: string,
  version: number,
  json = {},
) => call(operation, { parameters: { noticeId }, headers: { 'if-match': `"${version}"` }, json });

const statusOf = async (noticeId: string) =>
  (await call('readNotice', { parameters: { noticeId }, query: { purpose: '核对' } })).body;

const due = async (): Promise<Work['type'][]> =>
  (await platform.store.queryIndex('gsi2', PENDING_WORK, workRowSchema)).items.map(
    ({ body }) => body.work.type,
  );

describe('a notice', () => {
  test('is in force when it is issued, and compared', async () => {
    const noticeId = await issued();
    expect(await statusOf(noticeId)).toMatchObject({ status: 'inForce', issue: 1, details: notice });
    expect(await due()).toEqual(['compareNotice']);
  });

  test('has a number that no other has', async () => {
    const noticeId = await issued();
    expect(await call('issueNotice', { json: { ...notice, name: '王芳' } })).toMatchObject({
      status: 409,
      body: { type: 'urn:border815:problem:known-notice', field: 'number', noticeId },
    });
  });

  test('is withdrawn once, by a decision on what was read; then its hits are closed', async () => {
    const noticeId = await issued();
    expect((await decide('withdrawNotice', noticeId, 7)).status).toBe(412);
    expect(await decide('withdrawNotice', noticeId, 1)).toMatchObject({
      status: 200,
      body: { status: 'withdrawn', version: 2 },
    });
    expect(await decide('withdrawNotice', noticeId, 2)).toMatchObject({
      status: 409,
      body: { currentStatus: 'withdrawn', allowedStatuses: ['inForce'] },
    });
    expect((await due()).toSorted()).toEqual(['closeHits', 'compareNotice']);
  });

  test('that is issued again is a new issue, and is compared anew', async () => {
    const noticeId = await issued({ validTo: '2027-01-01' });
    expect((await decide('reissueNotice', noticeId, 1)).status).toBe(409);
    await decide('withdrawNotice', noticeId, 1);
    await decide('reissueNotice', noticeId, 2);
    const after = await statusOf(noticeId);
    expect(after).toMatchObject({ status: 'inForce', issue: 2, version: 3 });
    expect(after).not.toHaveProperty('details.validTo');
    expect((await due()).filter((type) => type === 'compareNotice')).toHaveLength(2);
  });

  test('expires after its last day, and not before; one without such a day stays', async () => {
    const [ending, standing] = [
      await issued({ validTo: '2027-03-01' }),
      await issued({ number: 'TJ-2026-0816' }),
    ];
    await expireNotices(platform, { partnershipId: PARTNERSHIP, day: '2027-03-01' });
    expect(await statusOf(ending)).toMatchObject({ status: 'inForce' });
    await expireNotices(platform, { partnershipId: PARTNERSHIP, day: '2027-03-02' });
    await expireNotices(platform, { partnershipId: PARTNERSHIP, day: '2027-03-02' });
    expect(await statusOf(ending)).toMatchObject({ status: 'expired', version: 2 });
    expect(await statusOf(standing)).toMatchObject({ status: 'inForce' });
  });
});

describe('the wanted list', () => {
  test.each([
    ['a patrol officer issues nothing', officer('qianqing', 'patrolOfficer'), 403],
    ['a station of another partnership does not know it', officer('north-bank', 'dutyOfficer'), 404],
    ['the common superior may', officer('liaison-centre', 'liaison'), 201],
  ])('%s', async (_who, actor, status) => {
    expect((await call('issueNotice', { actor, json: notice })).status).toBe(status);
  });

  test.each([
    ['number', 'x'],
    ['name', '程12'],
    ['birthDate', '1985-02-30'],
    ['documents', [{ type: 'identityCard', number: '990000198503120011' }]],
    ['issuedOn', undefined],
  ])('names a wrong field: %s', async (field, value) => {
    const { status, text } = await call('issueNotice', { json: { ...notice, [field]: value } });
    expect(status).toBe(400);
    expect(text).toContain(field);
  });
});
