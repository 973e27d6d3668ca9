import { beforeAll, describe, expect, it } from 'vitest';

import type { NotificationPorts } from '#functions/notification/leg-view.ts';
import { runNotificationStep, type NotificationStep } from '#functions/notification/run-notification-step.ts';
import { anyCaseSchema } from '#platform/case/case.ts';
import { runCaseCommand } from '#platform/case/case-command.ts';
import type { NotificationRequest } from '#platform/notification/open-notification.ts';
import type { Officer, Roster } from '#platform/roster/roster.ts';
import { ConditionFailedError, type ItemStore } from '#platform/store/item-store.ts';
import { aroundCreating } from '#test/support/around-creating.ts';
import { openBareCase } from '#test/support/cases.ts';
import {
  acknowledgeAs,
  alert,
  deliveriesOf,
  notificationNow,
  notify,
  qianqing,
  type NotifiedCase,
} from '#test/support/notifications.ts';
import { testPlatform } from '#test/support/platform.ts';
import { RecordingPublisher } from '#test/support/recording-publisher.ts';
import { loadRosters, partnershipRosters } from '#test/support/rosters.ts';

let ports: NotificationPorts & Awaited<ReturnType<typeof testPlatform>> & { publisher: RecordingPublisher };

beforeAll(async () => {
  const platform = await testPlatform();
  ports = { ...platform, publisher: new RecordingPublisher(platform.clock), elapsed: () => 0 };
  await loadRosters(ports.store, { ...partnershipRosters(), 'south-bank': crowdedRoster() });
});

/** A roster in which sixty officers hold the first level at the same time. */
function crowdedRoster(): Roster {
  const officers = Array.from({ length: 60 }, (_, index): Officer => ({
    officerId: `crowd-${index}`,
    name: `示例${index}`,
    telephone: `+8613900001${String(index).padStart(3, '0')}`,
    language: index % 2 === 0 ? 'zh-CN' : 'en',
    roles: ['dutyOfficer'],
  }));
  const weekly = officers.map(({ officerId }) => ({
    role: 'dutyOfficer' as const,
    officerId,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    from: '00:00',
    to: '00:00',
  }));
  return { officers, weekly, swapped: [] };
}

async function notified(request: NotificationRequest): Promise<NotifiedCase> {
  const { caseId } = await openBareCase(ports);
  return notify(ports, caseId, request);
}

function run(
  { caseId, notificationId }: NotifiedCase,
  step: NotificationStep['step'],
  stationId = 'qianqing',
) {
  return runNotificationStep(ports, { step, caseId, notificationId, stationId });
}

describe('the time from the commit to the first message', () => {
  it('is told for the topic and the first level, and for nothing that waited for a timer', async () => {
    const told: number[] = [];
    const measured = { ...ports, onFirstPublished: (milliseconds: number) => told.push(milliseconds) };
    const { caseId, notificationId } = await notified(alert);
    const step = (name: NotificationStep['step']) =>
      runNotificationStep(measured, { step: name, caseId, notificationId, stationId: 'qianqing' });
    ports.clock.turn(2);
    await step('publishTopic');
    expect(told).toEqual([2000]);
    ports.clock.turn(1);
    await step('callFirstLevel');
    expect(new Set(told)).toEqual(new Set([2000, 3000]));
    const before = told.length;
    ports.clock.turn(3600);
    await step('climb');
    expect(told).toHaveLength(before);
  });
});

describe('a step that is not due', () => {
  it.each(['callFirstLevel', 'remind', 'climb', 'repeatLastLevel'] as const)(
    '%s before the topic was published to: nothing happens',
    async (step) => {
      const opened = await notified(alert);
      const before = await notificationNow(ports, opened);
      await run(opened, step);
      expect(await notificationNow(ports, opened)).toEqual(before);
      expect(await deliveriesOf(ports, opened.caseId)).toEqual([]);
    },
  );

  it('a repeated step happens once', async () => {
    const opened = await notified(alert);
    for (const step of ['publishTopic', 'publishTopic', 'callFirstLevel', 'callFirstLevel'] as const)
      await run(opened, step);
    expect((await deliveriesOf(ports, opened.caseId)).map(({ channel }) => channel)).toEqual([
      'topic',
      'sms',
    ]);
  });

  it('nor does one that two executions take at the same instant', async () => {
    const opened = await notified({ ...alert, toTopic: false });
    await Promise.all([
      run(opened, 'callFirstLevel'),
      run(opened, 'callFirstLevel'),
      run(opened, 'callFirstLevel'),
    ]);
    expect(await deliveriesOf(ports, opened.caseId)).toHaveLength(1);
  });
});

describe('looking at a leg', () => {
  it('says what is due, when, and what the wait has to know', async () => {
    const opened = await notified({ ...alert, toTopic: false });
    expect(await run(opened, 'look')).toMatchObject({ next: 'callFirstLevel', seenVersion: 2 });
    await run(opened, 'callFirstLevel');
    const due = new Date(ports.clock.now().getTime() + 150_000).toISOString();
    expect(await run(opened, 'look')).toEqual({
      next: 'awaitAcknowledgement',
      dueAt: due,
      seenVersion: 2,
      waitName: `leg.${opened.notificationId}.qianqing`,
    });
    await acknowledgeAs(ports, qianqing, opened);
    expect(await run(opened, 'look')).toMatchObject({ next: 'acknowledged', seenVersion: 3 });
  });

  it('at a leg that does not exist is a fault', async () => {
    const opened = await notified(alert);
    await expect(run(opened, 'look', 'nowhere')).rejects.toMatchObject({ name: 'UnknownLegError' });
  });
});

describe('a case that has become more urgent', () => {
  it('calls the next level by its present severity, not by that of the opening', async () => {
    const opened = await notified({ ...alert, toTopic: false });
    await run(opened, 'callFirstLevel');
    await becomeCritical(opened.caseId);
    ports.clock.turn(300);

    await run(opened, 'climb');

    const { qianqing: leg } = (await notificationNow(ports, opened)).legs;
    const after = (seconds: number) => new Date(ports.clock.now().getTime() + seconds * 1000).toISOString();
    expect(leg).toMatchObject({ level: 1, remindAt: after(30), limitAt: after(60) });
  });

  async function becomeCritical(caseId: string) {
    await runCaseCommand(ports, {
      schema: anyCaseSchema,
      caseId,
      actor: { kind: 'system', process: 'test' },
      action: 'process.notify',
      decide: (state) => ({
        next: { ...state, severity: 'critical' },
        event: { type: 'amended', data: {} },
        reply: { status: 200, body: {} },
      }),
    });
  }
});

describe('a level that very many hold', () => {
  it('is called as far as one transaction reaches, each officer in their own language with a link of their own', async () => {
    const opened = await notified({ ...alert, toTopic: false, stationIds: ['south-bank'] });
    const before = ports.publisher.sent.length;
    await run(opened, 'callFirstLevel', 'south-bank');
    const sent = ports.publisher.sent.slice(before);
    expect(sent).toHaveLength(45);
    expect(new Set(sent.map(({ to }) => to)).size).toBe(45);
    expect(new Set(sent.map(({ text }) => text.slice(-22))).size).toBe(45);
    expect(sent.filter(({ text }) => text.startsWith('Missing person')).length).toBe(22);
  });
});

describe('an outcome that cannot be recorded', () => {
  it('keeps no other from being recorded, and fails the step', async () => {
    const opened = await notified({ ...alert, toTopic: false, stationIds: ['south-bank'] });
    ports.publisher.refuses.add('+8613900001001');
    const store: ItemStore = {
      get: ports.store.get.bind(ports.store),
      query: ports.store.query.bind(ports.store),
      queryIndex: ports.store.queryIndex.bind(ports.store),
      transact: async (writes) => {
        if (JSON.stringify(writes).includes('"outcome":"published"')) throw new Error('The store is away.');
        await ports.store.transact(writes);
      },
    };
    const ids = { caseId: opened.caseId, notificationId: opened.notificationId, stationId: 'south-bank' };
    const step = runNotificationStep({ ...ports, store }, { step: 'callFirstLevel', ...ids });
    await expect(step).rejects.toThrow('The store is away.');
    ports.publisher.refuses.clear();
    const deliveries = await deliveriesOf(ports, opened.caseId);
    expect(deliveries.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(44);
    expect(deliveries.filter(({ outcome }) => outcome !== 'claimed')).toMatchObject([
      { officerId: 'crowd-1', outcome: 'failed', error: 'InvalidParameterException' },
    ]);
  });
});

describe('a message that was claimed and never given to a provider', () => {
  /** The ports of a function that logs, whose clock says that each step took so long. */
  function logging(stepTakesMs: number) {
    const entries: unknown[] = [];
    let elapsed = 0;
    const undelivered = { error: (...entry: unknown[]) => void entries.push(entry) };
    return { entries, ports: { ...ports, undelivered, elapsed: () => (elapsed += stepTakesMs) } };
  }
  const entry = (fault: string) => [
    'message not taken over',
    { deliveryId: expect.any(String), channel: 'topic', fault, outcomeKnown: false },
  ];

  it('because its claim took too long is logged, so that operators are alarmed', async () => {
    const opened = await notified(alert);
    const { entries, ports: slow } = logging(10_000);
    const ids = { caseId: opened.caseId, notificationId: opened.notificationId, stationId: 'qianqing' };
    await runNotificationStep(slow, { step: 'publishTopic', ...ids });
    expect(entries).toEqual([entry('ClaimTooOld')]);
  });

  it('because its process died is logged by whoever gives it up, once', async () => {
    const opened = await notified(alert);
    const { entries, ports: quick } = logging(0);
    const ids = { caseId: opened.caseId, notificationId: opened.notificationId, stationId: 'qianqing' };
    const dies = aroundCreating('delivery', {
      after: () => {
        throw new Error('killed');
      },
    });
    const killed = runNotificationStep(
      { ...quick, store: dies(quick.store) },
      { step: 'publishTopic', ...ids },
    );
    await expect(killed).rejects.toThrow('killed');
    await runNotificationStep(quick, { step: 'look', ...ids });
    expect(entries).toEqual([]);
    ports.clock.turn(11);
    await runNotificationStep(quick, { step: 'look', ...ids });
    await runNotificationStep(quick, { step: 'look', ...ids });
    expect(entries).toEqual([entry('ProcessDied')]);
  });
});

describe('other writers who keep winning', () => {
  it('make a step give up with BusyError, having published nothing', async () => {
    const opened = await notified(alert);
    const losing: ItemStore = {
      get: ports.store.get.bind(ports.store),
      query: ports.store.query.bind(ports.store),
      queryIndex: ports.store.queryIndex.bind(ports.store),
      transact: async () => {
        throw new ConditionFailedError([0]);
      },
    };
    const before = ports.publisher.sent.length;
    const ids = { caseId: opened.caseId, notificationId: opened.notificationId, stationId: 'qianqing' };
    const step = runNotificationStep({ ...ports, store: losing }, { step: 'publishTopic', ...ids });
    await expect(step).rejects.toMatchObject({ name: 'BusyError' });
    expect(ports.publisher.sent).toHaveLength(before);
  });
});
