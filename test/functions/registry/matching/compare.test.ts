import { beforeEach, describe, expect, test } from 'vitest';

import { closeHits } from '#functions/registry-hit/close-hits.ts';
import { hitOpening } from '#functions/registry-hit/hit-opening.ts';
import { hitCaseSchema } from '#functions/registry-hit/model/hit-case.ts';
import { compareNotice, compareResident } from '#functions/registry/matching/compare.ts';
import type { MatchingPlatform } from '#functions/registry/matching/raise-pair.ts';
import { noticeDetailsSchema, type NoticeDetails } from '#functions/registry/model/notice.ts';
import { changeNotice, issueNotice } from '#functions/registry/store/notice-command.ts';
import { changeResident, registerResident } from '#functions/registry/store/resident-command.ts';
import { caseListPartition } from '#platform/case/case.ts';
import { idempotencyOf } from '#platform/command/idempotency.ts';
import { officer } from '#test/support/platform.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';
import { inventedNumber, inventedResident } from '#test/support/residents.ts';

const by = { actor: officer('qianqing', 'dutyOfficer'), action: 'test' } as const;
const wanted = {
  number: 'TJ-2026-0815',
  name: '程立峰',
  birthDate: '1985-03-12',
  sex: 'male',
  offence: '盗窃',
  issuedBy: '演示市公安局',
  issuedOn: '2026-10-01',
} as const;

let platform: MatchingPlatform;
/** What happens between the look at both records and the commit. */
let meanwhile: () => Promise<void>;
let keys: number;

beforeEach(() => {
  const registry = registryPlatform();
  keys = 0;
  meanwhile = async () => undefined;
  platform = {
    ...registry,
    openHit: async (hit, at) => {
      const [now, opening] = [meanwhile, await hitOpening(registry, hit, at)];
      meanwhile = async () => undefined;
      await now();
      return opening;
    },
  };
});

async function resident(changes: Parameters<typeof inventedResident>[0] = {}): Promise<string> {
  const reply = await registerResident(platform, {
    ...by,
    partnershipId: PARTNERSHIP,
    owningStationId: 'qianqing',
    details: inventedResident({ name: '程立峰', ...changes }),
    idempotency: idempotencyOf('test', String(keys++), 0),
  });
  return String(reply?.body['residentId']);
}

async function notice(changes: Partial<NoticeDetails> = {}): Promise<string> {
  const details = noticeDetailsSchema.parse({ ...wanted, ...changes });
  const idempotency = idempotencyOf('test', String(keys++), 0);
  const reply = await issueNotice(platform, PARTNERSHIP, details, { ...by, idempotency });
  return String(reply?.body['noticeId']);
}

function withdraw(noticeId: string) {
  return changeNotice(platform, {
    ...by,
    partnershipId: PARTNERSHIP,
    noticeId,
    decide: () => ({ change: { status: 'withdrawn' }, event: { type: 'withdrawn', data: {} } }),
  });
}

const hits = async (list: 'OPEN' | 'CLOSED' = 'OPEN') =>
  (await platform.store.queryIndex('gsi1', caseListPartition(PARTNERSHIP, list), hitCaseSchema)).items.map(
    ({ body }) => body,
  );

describe('a resident and a notice that match', () => {
  test.each(['the resident', 'the notice'])(
    'raise one hit when %s is compared, however often',
    async (which) => {
      const [residentId, noticeId] = [await resident(), await notice()];
      const compare = () =>
        which === 'the resident'
          ? compareResident(platform, { partnershipId: PARTNERSHIP, residentId })
          : compareNotice(platform, { partnershipId: PARTNERSHIP, noticeId });
      await compare();
      await compare();
      expect(await hits()).toEqual([
        expect.objectContaining({
          residentId,
          noticeId,
          requestingStationId: 'qianqing',
          assistingStationId: 'yaqian',
          status: 'verifying',
          reasons: ['name.same', 'birthDate.same', 'sex.same'],
        }),
      ]);
    },
  );

  test('raise one when both are compared at the same instant', async () => {
    const [residentId, noticeId] = [await resident(), await notice()];
    await Promise.all([
      compareResident(platform, { partnershipId: PARTNERSHIP, residentId }),
      compareNotice(platform, { partnershipId: PARTNERSHIP, noticeId }),
    ]);
    expect(await hits()).toHaveLength(1);
  });

  test('by the same document raise one that is certain, though the notice says no birth date', async () => {
    const residentId = await resident({ name: '王芳' });
    await notice({
      name: '佚名',
      birthDate: undefined,
      documents: [{ type: 'identityCard', number: inventedNumber() }],
    });
    await compareResident(platform, { partnershipId: PARTNERSHIP, residentId });
    expect(await hits()).toEqual([
      expect.objectContaining({ score: 100, severity: 'critical', reasons: ['document.same'] }),
    ]);
  });
});

describe('no hit is raised', () => {
  test('for a notice that is withdrawn between the look and the commit', async () => {
    const [residentId, noticeId] = [await resident(), await notice()];
    meanwhile = async () => {
      await withdraw(noticeId);
      await closeHits(platform, { partnershipId: PARTNERSHIP, noticeId });
    };
    await compareResident(platform, { partnershipId: PARTNERSHIP, residentId });
    expect([await hits(), await hits('CLOSED')]).toEqual([[], []]);
  });

  test('for a resident who is erased between the look and the commit', async () => {
    const [residentId, noticeId] = [await resident(), await notice()];
    meanwhile = async () => {
      await changeResident(platform, {
        ...by,
        partnershipId: PARTNERSHIP,
        residentId,
        decide: () => ({ erase: true, event: { type: 'erased', data: {} } }),
      });
    };
    await compareNotice(platform, { partnershipId: PARTNERSHIP, noticeId });
    expect(await hits()).toEqual([]);
  });

  test('for a notice whose validity has ended, whether or not somebody has noted it', async () => {
    const residentId = await resident();
    await notice({ validTo: '2027-02-28' });
    await compareResident(platform, { partnershipId: PARTNERSHIP, residentId });
    expect(await hits()).toEqual([]);
  });
});

test('a withdrawal closes the open hit, tells both stations, and the same notice issued again raises it again', async () => {
  const [residentId, noticeId] = [await resident(), await notice()];
  await compareResident(platform, { partnershipId: PARTNERSHIP, residentId });
  await withdraw(noticeId);
  await closeHits(platform, { partnershipId: PARTNERSHIP, noticeId });
  expect(await hits()).toEqual([]);
  expect(await hits('CLOSED')).toEqual([expect.objectContaining({ outcome: 'withdrawn' })]);
  await changeNotice(platform, {
    ...by,
    partnershipId: PARTNERSHIP,
    noticeId,
    decide: ({ issue }) => ({
      change: { status: 'inForce', issue: issue + 1 },
      event: { type: 'issued', data: {} },
    }),
  });
  await compareNotice(platform, { partnershipId: PARTNERSHIP, noticeId });
  expect(await hits()).toHaveLength(1);
});
