import { beforeEach, describe, expect, it } from 'vitest';

import { acknowledge } from '#functions/notification/acknowledge.ts';
import { fieldsOf, slugOf } from '#test/functions/missing-person/case-api.ts';
import { fresh, notificationsOf } from '#test/functions/missing-person/scene.ts';

import {
  chainOf,
  fit,
  holder,
  holdingPatrol,
  HOUR,
  liaison,
  receipt,
  receiver,
  receivingPatrol,
  risks,
  transferApi,
  transferNow,
  type TransferApi,
} from './transfer-api.ts';

let api: TransferApi;
beforeEach(async () => {
  api = await transferApi();
});

const escape = { place: '104国道桥头', note: '翻越护栏' };

/** Lets both stations and the superior acknowledge the escape. */
async function escapeIsHeard(caseId: string): Promise<void> {
  const desks = [holder, receiver, liaison];
  const { awaiting } = await transferNow(api.platform, caseId);
  for (const { notificationId, stationId } of awaiting.filter(({ kind }) => kind === 'suspectEscaped')) {
    const actor = desks.find((desk) => desk.stationId === stationId) ?? holder;
    await acknowledge(api.platform, { actor, caseId, notificationId, idempotency: fresh() });
  }
}

describe('an escape', () => {
  it.each([['preparing'], ['awaitingApproval'], ['approved'], ['appointed'], ['handingOver']] as const)(
    'while %s leaves nobody holding the suspect, and calls both stations and the superior',
    async (stage) => {
      const caseId = await api.bringTo(stage);

      const answer = await api.on(caseId, 'reportEscape', holdingPatrol, escape);

      expect(answer.body).toMatchObject({ status: 'escaped' });
      const state = await transferNow(api.platform, caseId);
      expect(state.custody.custodian).toEqual({ kind: 'none', reason: 'escaped' });
      expect([state.approvals, state.appointment, state.handover]).toEqual([[], undefined, undefined]);
      const called = (await notificationsOf(api.platform.store, caseId)).find(
        ({ kind }) => kind === 'suspectEscaped',
      );
      expect(called).toMatchObject({ toTopic: true, requiresAcknowledgement: true });
      expect(Object.keys(called?.legs ?? {}).toSorted()).toEqual(['liaison-centre', 'qianqing', 'yaqian']);
    },
  );

  it('is reported by the station that holds the suspect, on whatever version it knows', async () => {
    const caseId = await api.bringTo('handingOver');
    const call = { parameters: { caseId }, json: escape };

    expect(slugOf(await api.send('reportEscape', receivingPatrol, call))).toBe('not-the-custodian');
    expect((await api.send('reportEscape', holdingPatrol, call)).status).toBe(200);
    expect(slugOf(await api.on(caseId, 'receiveSuspect', receivingPatrol, receipt))).toBe('wrong-status');
  });

  it('stops the custody clock until the suspect is caught', async () => {
    const caseId = await api.bringTo('preparing');
    await api.on(caseId, 'reportEscape', holder, escape);

    const at = await api.on(caseId, 'readTransfer', holder);
    await api.on(caseId, 'recaptureSuspect', holder, { place: '集镇' });
    const caught = await api.on(caseId, 'readTransfer', holder);

    expect(at.body).toMatchObject({ clock: { running: false } });
    expect(at.body).not.toHaveProperty('clock.next');
    expect(caught.body).toMatchObject({ clock: { running: true, next: { dueAt: expect.any(String) } } });
  });

  it('ended by the holding station begins the preparation anew', async () => {
    const caseId = await api.bringTo('appointed');
    await api.on(caseId, 'reportEscape', holder, escape);

    const answer = await api.on(caseId, 'recaptureSuspect', holdingPatrol, { place: '集镇' });

    expect(answer.body).toMatchObject({ status: 'preparing' });
    await api.approveByBoth(caseId);
    expect(await chainOf(api.platform, caseId)).toEqual(['takenIntoCustody', 'escaped', 'recaptured']);
    expect((await transferNow(api.platform, caseId)).escapes).toMatchObject([
      { stationId: 'qianqing', recaptured: { stationId: 'qianqing', place: '集镇' } },
    ]);
  });

  it('ended by the receiving station leaves the suspect there', async () => {
    const caseId = await api.bringTo('preparing');
    await api.on(caseId, 'reportEscape', holder, escape);

    const answer = await api.on(caseId, 'recaptureSuspect', receivingPatrol, { place: '衙前' });

    expect(answer.body).toMatchObject({ status: 'received' });
    const { custody } = await transferNow(api.platform, caseId);
    expect(custody.custodian).toEqual({ kind: 'station', stationId: 'yaqian' });
  });

  it('is over when one station has caught the suspect: the other comes too late', async () => {
    const caseId = await api.bringTo('preparing');
    await api.on(caseId, 'reportEscape', holder, escape);
    const call = { parameters: { caseId }, json: { place: '集镇' } };

    const answers = await Promise.all([
      api.send('recaptureSuspect', holder, call),
      api.send('recaptureSuspect', receiver, call),
    ]);

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(await chainOf(api.platform, caseId)).toEqual(['takenIntoCustody', 'escaped', 'recaptured']);
  });

  it('after a cancellation opens the transfer again', async () => {
    const caseId = await api.bringTo('approved');
    await api.on(caseId, 'cancelTransfer', holder, { reason: '并案处理' });

    await api.all(caseId, [
      ['reportEscape', holdingPatrol, escape],
      ['recaptureSuspect', holdingPatrol, { place: '集镇' }],
    ]);

    const state = await transferNow(api.platform, caseId);
    expect([state.status, state.cancellation]).toEqual(['preparing', undefined]);
    expect(state.custody.custodian).toEqual({ kind: 'station', stationId: 'qianqing' });
  });

  it('stops no time limit: what is over is said anew when the suspect is caught', async () => {
    const caseId = await api.bringTo('preparing');
    api.platform.clock.turn(25 * HOUR);
    await api.step(caseId, 'tellOverdue');
    expect(await api.step(caseId, 'look')).toMatchObject({ next: 'awaitPreparation' });

    await api.on(caseId, 'reportEscape', holder, escape);
    expect(await api.step(caseId, 'look')).toMatchObject({ next: 'awaitRecapture' });
    await api.on(caseId, 'recaptureSuspect', holder, { place: '集镇' });

    expect(await api.step(caseId, 'look')).toMatchObject({ next: 'tellOverdue' });
  });

  it('is refused when it lies in the future, and a recapture that is before it', async () => {
    const caseId = await api.bringTo('preparing');
    const future = await api.on(caseId, 'reportEscape', holder, { ...escape, at: '2027-03-01T13:00:00Z' });
    await api.on(caseId, 'reportEscape', holder, { ...escape, at: '2027-03-01T11:30:00Z' });
    const early = await api.on(caseId, 'recaptureSuspect', holder, {
      place: '集镇',
      at: '2027-03-01T11:20:00Z',
    });

    expect([fieldsOf(future), fieldsOf(early)]).toEqual([['at'], ['at']]);
  });

  it('may end the transfer: it can be cancelled while the suspect is at large', async () => {
    const caseId = await api.bringTo('preparing');
    await api.on(caseId, 'reportEscape', holder, escape);

    await api.all(caseId, [['cancelTransfer', holder, { reason: '转由侦查追捕' }]]);
    const unheard = await api.on(caseId, 'closeTransfer', holder);
    await escapeIsHeard(caseId);
    await api.all(caseId, [['closeTransfer', holder]]);

    expect(slugOf(unheard)).toBe('escape-unanswered');
    expect(unheard.body).toMatchObject({ stationIds: ['yaqian', 'qianqing', 'liaison-centre'] });

    expect(await transferNow(api.platform, caseId)).toMatchObject({
      outcome: 'cancelled',
      custody: { custodian: { kind: 'none', reason: 'escaped' } },
    });
  });
});

describe('an escape from the receiving station', () => {
  it('does not undo the transfer: it cannot be cancelled, but closed while others go on searching', async () => {
    const caseId = await api.bringTo('received');
    await api.on(caseId, 'reportEscape', receiver, escape);

    expect(slugOf(await api.on(caseId, 'cancelTransfer', holder, { reason: '并案' }))).toBe('handed-over');
    expect(slugOf(await api.on(caseId, 'closeTransfer', receiver))).toBe('escape-unanswered');
    await escapeIsHeard(caseId);
    expect((await api.on(caseId, 'closeTransfer', receiver)).body).toMatchObject({ outcome: 'received' });
  });

  it('ended by the holding station undoes it: nothing has been received any more', async () => {
    const caseId = await api.bringTo('received');
    await api.all(caseId, [
      ['reportEscape', receiver, escape],
      ['recaptureSuspect', holder, { place: '集镇' }],
    ]);

    const { status, receipt: signed, custody } = await transferNow(api.platform, caseId);
    expect([status, signed, custody.holderId]).toEqual(['preparing', undefined, 'qianqing']);
  });

  it.each([
    ['reportEscape', escape],
    ['freeByOrder', { court: '区法院', documentNumber: '1号' }],
  ] as const)('or %s, is not told of a time before the receipt', async (operation, json) => {
    const caseId = await api.bringTo('received');

    const early = await api.on(caseId, operation, receiver, { ...json, at: '2027-03-01T11:59:59Z' });
    const then = await api.on(caseId, operation, receiver, { ...json, at: '2027-03-01T12:00:00Z' });

    expect([early.status, fieldsOf(early), then.status]).toEqual([400, ['at'], 200]);
  });

  it('from the holding station leaves the transfer open', async () => {
    const caseId = await api.bringTo('preparing');
    await api.on(caseId, 'reportEscape', holder, escape);

    expect(slugOf(await api.on(caseId, 'closeTransfer', holder))).toBe('wrong-status');
  });
});

describe('a medical emergency', () => {
  const emergency = { hospital: '钱清医院', note: '突发晕厥' };

  it('can come as often as it does: the case stays readable', async () => {
    const caseId = await api.bringTo('preparing');
    for (let time = 1; time <= 21; time += 1)
      await api.all(caseId, [
        ['reportMedicalEmergency', holder, emergency],
        ['recordHealthCheck', holder, fit],
        ['clearMedically', holder],
      ]);

    expect((await transferNow(api.platform, caseId)).medicalEmergencies).toHaveLength(21);
  });

  it('ends a handover under way; custody stays, and the transfer begins anew after a new examination', async () => {
    const caseId = await api.bringTo('handingOver');
    await api.on(caseId, 'reportMedicalEmergency', holdingPatrol, emergency);

    expect((await transferNow(api.platform, caseId)).custody.custodian).toEqual({
      kind: 'station',
      stationId: 'qianqing',
    });
    expect(slugOf(await api.on(caseId, 'receiveSuspect', receivingPatrol, receipt))).toBe('wrong-status');
    expect(slugOf(await api.on(caseId, 'clearMedically', holder))).toBe('health-check-needed');
    await api.on(caseId, 'recordHealthCheck', holder, { ...fit, condition: 'unfit' });
    expect(slugOf(await api.on(caseId, 'clearMedically', holder))).toBe('health-check-needed');
    await api.on(caseId, 'recordHealthCheck', holder, fit);
    const cleared = await api.on(caseId, 'clearMedically', holder, { note: '可押解' });

    expect(cleared.body).toMatchObject({ status: 'preparing' });
    expect(await chainOf(api.platform, caseId)).toEqual([
      'takenIntoCustody',
      'released',
      'medicalEmergency',
      'medicalCleared',
    ]);
    expect((await transferNow(api.platform, caseId)).approvals).toEqual([]);
    await api.approveByBoth(caseId);
  });

  it('after the handover is the receiving station’s, and ends where it began', async () => {
    const caseId = await api.bringTo('received');
    await api.on(caseId, 'reportMedicalEmergency', receiver, emergency);

    expect(slugOf(await api.on(caseId, 'recordHealthCheck', holder, fit))).toBe('not-the-custodian');
    expect(slugOf(await api.on(caseId, 'assessEscortRisks', holder, risks))).toBe('not-the-custodian');
    expect(slugOf(await api.on(caseId, 'cancelTransfer', holder, { reason: '并案' }))).toBe('handed-over');
    await api.on(caseId, 'recordHealthCheck', receiver, fit);
    const cleared = await api.on(caseId, 'clearMedically', receiver);

    expect(cleared.body).toMatchObject({ status: 'received' });
  });

  it('keeps everything else waiting', async () => {
    const caseId = await api.bringTo('preparing');
    await api.on(caseId, 'reportMedicalEmergency', holder, emergency);

    expect(slugOf(await api.on(caseId, 'requestTransferApproval', holder))).toBe('wrong-status');
    expect((await api.on(caseId, 'assessEscortRisks', holder, risks)).body).toMatchObject({
      status: 'hospitalised',
    });
  });
});

describe('a release by order', () => {
  const order = { court: '柯桥区人民法院', documentNumber: '〔2027〕浙释1号' };

  it.each([['preparing'], ['approved'], ['handingOver'], ['received']] as const)(
    'while %s leaves nobody holding the suspect for good',
    async (stage) => {
      const caseId = await api.bringTo(stage);
      const actor = stage === 'received' ? receiver : holder;

      const answer = await api.on(caseId, 'freeByOrder', actor, order);

      expect(answer.body).toMatchObject({ status: 'freed' });
      const late = await api.on(caseId, 'recaptureSuspect', holder, { place: '家中' });
      expect(slugOf(late)).toBe('wrong-status');
      const closed = await api.on(caseId, 'closeTransfer', holder);
      expect(closed.body).toMatchObject({ outcome: 'freed', limitsRunning: [] });
      expect((await transferNow(api.platform, caseId)).custody.custodian).toEqual({
        kind: 'none',
        reason: 'released',
      });
    },
  );

  it('needs its document and its court, and is for the desk of the holding station', async () => {
    const caseId = await api.bringTo('preparing');
    const nameless = await api.on(caseId, 'freeByOrder', holder, { court: order.court });
    const others = [
      await api.on(caseId, 'freeByOrder', holdingPatrol, order),
      await api.on(caseId, 'freeByOrder', receiver, order),
    ];

    expect(fieldsOf(nameless)).toEqual(['documentNumber']);
    expect(others.map(({ status }) => status)).toEqual([403, 403]);
  });
});

describe('a cancellation', () => {
  it.each([['preparing'], ['awaitingApproval'], ['approved'], ['appointed']] as const)(
    'while %s leaves custody where it is, and the clock running until the case is closed',
    async (stage) => {
      const caseId = await api.bringTo(stage);

      const answer = await api.on(caseId, 'cancelTransfer', receiver, { reason: '并案处理' });

      expect(answer.body).toMatchObject({ status: 'cancelled' });
      const read = await api.on(caseId, 'readTransfer', holder);
      expect(read.body).toMatchObject({
        clock: { running: true },
        custody: { custodian: { kind: 'station', stationId: 'qianqing' } },
      });
      const closed = await api.on(caseId, 'closeTransfer', holder);
      expect(closed.body).toMatchObject({
        outcome: 'cancelled',
        limitsRunning: ['detention-centre', 'family-told', 'first-questioning', 'arrest-request'],
      });
    },
  );

  it('is refused once the suspect was released, and a case that is not over cannot be closed', async () => {
    const caseId = await api.bringTo('handingOver');

    expect(slugOf(await api.on(caseId, 'cancelTransfer', holder, { reason: '改期' }))).toBe('wrong-status');
    expect(slugOf(await api.on(caseId, 'closeTransfer', holder))).toBe('wrong-status');
  });
});
