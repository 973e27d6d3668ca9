import { beforeAll, describe, expect, it } from 'vitest';

import { acknowledge } from '#functions/notification/acknowledge.ts';
import { acknowledgementSchema } from '#platform/notification/acknowledgement.ts';
import { idempotencyOf } from '#platform/command/idempotency.ts';
import { GoneError } from '#platform/errors.ts';
import { casePartition } from '#platform/case/case.ts';
import { accessChain } from '#platform/audit/access-log.ts';
import { auditEntrySchema } from '#platform/audit/audit-entry.ts';
import { outboxRowSchema } from '#platform/outbox/effect.ts';
import { queryAll } from '#platform/store/item-store.ts';
import type { NotificationRequest } from '#platform/notification/open-notification.ts';
import { caseNow, openBareCase } from '#test/support/cases.ts';
import {
  acknowledgeAs,
  alert,
  endCase,
  eventsOf,
  liaison,
  notificationNow,
  notify,
  qianqing,
  yaqian,
} from '#test/support/notifications.ts';
import { officer, testPlatform } from '#test/support/platform.ts';

let platform: Awaited<ReturnType<typeof testPlatform>>;
beforeAll(async () => {
  platform = await testPlatform();
});

async function notified(request: NotificationRequest = alert) {
  const { caseId } = await openBareCase(platform);
  const opened = await notify(platform, caseId, request);
  return opened;
}

async function refusals(stationId: string, caseId: string) {
  const chain = accessChain(stationId, platform.clock.now().toISOString());
  const entries = await queryAll(platform.store, chain, 'ENTRY#', auditEntrySchema);
  return entries.filter(({ body }) => body.target === caseId).map(({ body }) => body.reason);
}

describe('acknowledging an alert', () => {
  it('counts for the officer’s own station, with who, when and after how long', async () => {
    const opened = await notified();
    platform.clock.turn(95);
    const reply = await acknowledgeAs(platform, qianqing, opened);
    expect(acknowledgementSchema.parse(reply.body)).toEqual({
      notificationId: opened.notificationId,
      stationId: 'qianqing',
      acknowledgedAt: platform.clock.now().toISOString(),
      acknowledgedBy: { kind: 'officer', officerId: 'qianqing-dutyOfficer', stationId: 'qianqing' },
      secondsSinceOpened: 95,
    });
    const { legs } = await notificationNow(platform, opened);
    expect(legs['qianqing']).toMatchObject({ status: 'acknowledged', topicDue: false });
    expect(legs['yaqian']).toMatchObject({ status: 'open', topicDue: true });
  });

  it('leaves what waits for an answer, is one event, and wakes that station’s part alone', async () => {
    const opened = await notified();
    await acknowledgeAs(platform, qianqing, opened);
    const state = await caseNow(platform, opened.caseId);
    expect(state.awaiting.map(({ stationId }) => stationId)).toEqual(['yaqian']);
    expect((await eventsOf(platform, opened.caseId)).at(-1)).toMatchObject({
      type: 'acknowledged',
      sequence: state.version,
      data: {
        notificationId: opened.notificationId,
        stationId: 'qianqing',
        level: -1,
        secondsSinceOpened: 0,
      },
    });
    const rows = await queryAll(platform.store, casePartition(opened.caseId), 'OUTBOX#', outboxRowSchema);
    expect(rows.at(-1)?.body.effect).toEqual({
      type: 'wake',
      caseId: opened.caseId,
      waits: [`leg.${opened.notificationId}.qianqing`],
      version: state.version,
    });
  });

  it('counts once: the second officer is told who was first', async () => {
    const opened = await notified();
    await acknowledgeAs(platform, qianqing, opened);
    await expect(acknowledgeAs(platform, officer('qianqing', 'chief'), opened)).rejects.toMatchObject({
      status: 409,
      slug: 'already-acknowledged',
      extension: { acknowledgedBy: { officerId: 'qianqing-dutyOfficer' } },
    });
  });

  it('of two officers at the same instant, one counts and the other is told', async () => {
    const opened = await notified();
    const results = await Promise.allSettled([
      acknowledgeAs(platform, qianqing, opened),
      acknowledgeAs(platform, officer('qianqing', 'deputy'), opened),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const events = await eventsOf(platform, opened.caseId);
    expect(events.filter(({ type }) => type === 'acknowledged')).toHaveLength(1);
  });

  it('a repeated request is answered the same and happens once', async () => {
    const opened = await notified();
    const command = {
      actor: qianqing,
      caseId: opened.caseId,
      notificationId: opened.notificationId,
      idempotency: idempotencyOf('officer:qianqing', 'the-same-key', {}),
    };
    const first = await acknowledge(platform, command);
    platform.clock.turn(60);
    expect(await acknowledge(platform, command)).toEqual(first);
    expect((await caseNow(platform, opened.caseId)).version).toBe(first.version);
  });

  it('is decided by opening for the station that opened the case', async () => {
    const opened = await notified({ ...alert, acknowledgedBy: yaqian });
    const state = await caseNow(platform, opened.caseId);
    expect(state.awaiting.map(({ stationId }) => stationId)).toEqual(['qianqing']);
    await expect(acknowledgeAs(platform, yaqian, opened)).rejects.toMatchObject({
      slug: 'already-acknowledged',
    });
  });

  it('what else is to be written goes into the same transaction, and may refuse', async () => {
    const opened = await notified();
    const refused = acknowledge(platform, {
      actor: qianqing,
      caseId: opened.caseId,
      notificationId: opened.notificationId,
      idempotency: idempotencyOf('link:x', 'refused-by-link', {}),
      alsoWrite: async () => {
        throw new GoneError('link-used', 'used');
      },
    });
    await expect(refused).rejects.toBeInstanceOf(GoneError);
    expect((await notificationNow(platform, opened)).legs['qianqing']?.status).toBe('open');
  });
});

describe('the superior’s liaison', () => {
  it('answers for either station, naming it while both are open', async () => {
    const opened = await notified();
    await expect(acknowledgeAs(platform, liaison, opened)).rejects.toMatchObject({
      status: 400,
      fields: [{ field: 'stationId' }],
    });
    await acknowledgeAs(platform, liaison, opened, 'yaqian');
    const reply = await acknowledgeAs(platform, liaison, opened);
    expect(reply.body).toMatchObject({ stationId: 'qianqing' });
    expect((await caseNow(platform, opened.caseId)).awaiting).toEqual([]);
  });

  it('alone answers a call to the superior', async () => {
    const opened = await notified({
      ...alert,
      kind: 'superiorCalled',
      stationIds: ['liaison-centre'],
    });
    await expect(acknowledgeAs(platform, qianqing, opened)).rejects.toMatchObject({ status: 403 });
    expect((await acknowledgeAs(platform, liaison, opened)).body).toMatchObject({
      stationId: 'liaison-centre',
    });
  });
});

describe('refused acknowledgements', () => {
  it('for the other station: 403, and the refusal is audited', async () => {
    const opened = await notified();
    await expect(acknowledgeAs(platform, qianqing, opened, 'yaqian')).rejects.toMatchObject({
      status: 403,
      slug: 'not-the-addressee',
    });
    expect(await refusals('qianqing', opened.caseId)).toEqual(['not-the-addressee']);
  });

  it('of an unknown notification: 404, and the refusal is audited', async () => {
    const opened = await notified();
    const unknown = acknowledgeAs(platform, qianqing, { ...opened, notificationId: 'N-unknown' });
    await expect(unknown).rejects.toMatchObject({ status: 404 });
    expect(await refusals('qianqing', opened.caseId)).toHaveLength(1);
  });

  it('by another partnership’s officer: 404', async () => {
    const opened = await notified();
    const stranger = officer('north-bank', 'dutyOfficer');
    await expect(acknowledgeAs(platform, stranger, opened)).rejects.toMatchObject({ status: 404 });
  });

  it('by a patrol officer, who does not answer for the station: 403', async () => {
    const opened = await notified();
    const patrol = officer('qianqing', 'patrolOfficer');
    await expect(acknowledgeAs(platform, patrol, opened)).rejects.toMatchObject({ status: 403 });
  });

  it('of a message that only informs: 409', async () => {
    const opened = await notified({
      ...alert,
      kind: 'searchReplanned',
      requiresAcknowledgement: false,
    });
    await expect(acknowledgeAs(platform, qianqing, opened)).rejects.toMatchObject({
      slug: 'acknowledgement-not-needed',
    });
  });

  it('after the case was found: 409', async () => {
    const opened = await notified();
    await endCase(platform, opened.caseId, 'found');
    await expect(acknowledgeAs(platform, qianqing, opened)).rejects.toMatchObject({
      slug: 'notification-ended',
    });
  });
});
