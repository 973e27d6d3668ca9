import { beforeEach, describe, expect, it } from 'vitest';

import { digestOf } from '#functions/registry/lookup/digest/digest.ts';
import { lookupKey, lookupSchema } from '#functions/registry/lookup/model/lookup-record.ts';
import { accessChain } from '#platform/audit/access-log.ts';
import { auditEntrySchema, firstBrokenEntry } from '#platform/audit/audit-entry.ts';
import { shanghaiDay } from '#platform/messages/shanghai-time.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { officer } from '#test/support/platform.ts';
import { PARTNERSHIP } from '#test/support/registry.ts';

import { HitScene } from './hit-scene.ts';

const patrol = officer('yaqian', 'patrolOfficer');
let scene: HitScene;

beforeEach(async () => {
  scene = await HitScene.open();
});

/** Who looked at a station's residents today. */
function digest(stationId: string) {
  const { platform } = scene;
  return digestOf(platform, PARTNERSHIP, stationId, shanghaiDay(platform.clock.now()));
}

async function auditOf(stationId: string) {
  const { store, clock } = scene.platform;
  const chain = accessChain(stationId, clock.now().toISOString());
  return (await queryAll(store, chain, 'ENTRY#', auditEntrySchema)).map(({ body }) => body);
}

describe('who compares the two records of a hit', () => {
  it('is written down as looking the resident up, to verify this hit, before they see anything', async () => {
    const { body } = await scene.call('compareRegistryHit', patrol);
    const { residentId, noticeId, caseId } = scene;
    expect(body).toMatchObject({ caseId, resident: { residentId }, notice: { noticeId, status: 'inForce' } });

    const entries = await auditOf('yaqian');
    expect(firstBrokenEntry(entries)).toBeUndefined();
    expect(entries).toHaveLength(1);
    const lookupId = entries[0]?.target ?? '';
    expect(body).toMatchObject({ lookupId });
    const lookup = await scene.platform.store.get(lookupKey(PARTNERSHIP, lookupId), lookupSchema);
    expect(lookup?.body).toMatchObject({
      by: { officerId: patrol.officerId, stationId: 'yaqian' },
      action: 'registryHit.compare',
      purpose: 'hitVerification',
      ground: { caseId },
      outcome: 'read',
      residents: [{ residentId, owningStationId: 'qianqing' }],
    });
  });

  it('stands in the digest of the station that answers for the resident, and in no other', async () => {
    await scene.call('compareRegistryHit', patrol);
    expect(await digest('qianqing')).toMatchObject({
      lookups: 1,
      residents: 1,
      by: [{ stationId: 'yaqian', officerId: patrol.officerId, purpose: 'hitVerification', shown: 1 }],
    });
    expect((await digest('yaqian')).lookups).toBe(0);
  });

  it('sees what the verification shows: of everything else ends alone, on neither side', async () => {
    const shown = await scene.call('compareRegistryHit', patrol);
    for (const text of ['程立峰', '1985-03-17', '1985-03-12', '示例路8号'])
      expect(shown.text).toContain(text);
    for (const text of ['13900000815', '房东示例', '虚构制衣厂', 'JZ-0815'])
      expect(shown.text).not.toContain(text);
    expect(shown.text).toContain('139****0815');
  });

  it('sees nobody’s name or birth date, on neither side, where the deployment shows them for no hit', async () => {
    const purpose = scene.platform.deployment.registry.lookup.purposes.find(
      ({ id }) => id === 'hitVerification',
    );
    purpose?.shows.splice(0);
    const { text, body } = await scene.call('compareRegistryHit', patrol);
    const numbers = scene.resident.documents.map(({ number }) => number);
    for (const hidden of ['立峰', '1985-03', ...numbers]) expect(text).not.toContain(hidden);
    expect(body).toMatchObject({
      resident: { details: { name: '程**', birthDate: '1985-**-**' } },
      notice: { details: { name: '程**', birthDate: '1985-**-**' } },
    });
  });
});

describe('a comparison is refused, and both stations read that in the digest,', () => {
  it('to a role that may not verify hits', async () => {
    const administrator = officer('yaqian', 'administrator');
    expect((await scene.call('compareRegistryHit', administrator)).status).toBe(403);
    for (const station of ['yaqian', 'qianqing'])
      expect(await digest(station)).toMatchObject({
        lookups: 0,
        refusals: [{ officerId: administrator.officerId, purpose: 'hitVerification', reason: 'not-allowed' }],
      });
    expect(await auditOf('yaqian')).toMatchObject([{ outcome: 'refused' }]);
  });

  it('once the hit is closed: nothing is left to be verified', async () => {
    await scene.withdrawNotice();
    const { status, text } = await scene.call('compareRegistryHit', patrol);
    expect([status, text]).toEqual([403, expect.stringContaining('case-not-open')]);
    expect(text).not.toContain('程立峰');
    expect(await digest('qianqing')).toMatchObject({ refusals: [{ reason: 'case-not-open' }] });
  });

  it('but to stations outside the partnership there is no such hit, in their own audit alone', async () => {
    expect((await scene.call('compareRegistryHit', officer('north-bank', 'dutyOfficer'))).status).toBe(404);
    expect((await digest('qianqing')).refused).toBe(0);
    expect(await auditOf('north-bank')).toMatchObject([{ outcome: 'refused', target: scene.caseId }]);
  });
});
