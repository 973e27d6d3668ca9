import { beforeEach, describe, expect, it } from 'vitest';

import { accessChain } from '#platform/audit/access-log.ts';
import { auditEntrySchema } from '#platform/audit/audit-entry.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { fieldsOf, slugOf } from '#test/functions/missing-person/case-api.ts';
import { effectsOf, notificationsOf } from '#test/functions/missing-person/scene.ts';

import {
  chainOf,
  holder,
  holdingPatrol,
  HOUR,
  liaison,
  receipt,
  receiver,
  receivingPatrol,
  requiredDocuments,
  transferApi,
  transferNow,
  type TransferApi,
} from './transfer-api.ts';

const MINUTE = 60;

let api: TransferApi;
beforeEach(async () => {
  api = await transferApi();
});

const custodianOf = async (caseId: string) => {
  const { custodian } = (await transferNow(api.platform, caseId)).custody;
  return custodian.kind === 'station' ? custodian.stationId : custodian.reason;
};
const kindsOf = async (caseId: string) =>
  (await notificationsOf(api.platform.store, caseId)).map(({ kind }) => kind);
const later = (seconds: number) =>
  new Date(api.platform.clock.now().getTime() + seconds * 1000).toISOString();

describe('the appointment', () => {
  it('is made by either desk, can be moved, and gives two hours of grace', async () => {
    const caseId = await api.bringTo('approved');
    await api.on(caseId, 'appointHandover', holder, { at: later(HOUR), place: '收费站' });

    const moved = await api.on(caseId, 'appointHandover', receiver, { at: later(2 * HOUR), place: '衙前所' });

    expect(moved.body).toMatchObject({ status: 'appointed', graceUntil: later(4 * HOUR) });
    expect((await transferNow(api.platform, caseId)).decisionsDue).toEqual([]);
    expect(await kindsOf(caseId)).toContain('transferAppointed');
  });

  it('names the time limits of custody that will be over by then', async () => {
    const caseId = await api.bringTo('approved');
    const appoint = (inSeconds: number) =>
      api.on(caseId, 'appointHandover', holder, { at: later(inSeconds), place: '收费站' });

    const inTime = await appoint(22 * HOUR);
    const tooLate = await appoint(23 * HOUR);

    expect([inTime.body, tooLate.body]).toMatchObject([
      { limitsOver: [] },
      { limitsOver: ['detention-centre', 'family-told', 'first-questioning'] },
    ]);
  });

  it.each([['2027-04-01T12:00:00Z'], ['9999-12-31T23:59:59Z']])(
    'is refused when it is a mistyped date, %s',
    async (at) => {
      const caseId = await api.bringTo('approved');

      const answer = await api.on(caseId, 'appointHandover', holder, { at, place: '收费站' });

      expect([answer.status, fieldsOf(answer)]).toEqual([400, ['at']]);
    },
  );

  it('is refused in the past, before the approval, and to patrols', async () => {
    const caseId = await api.bringTo('awaitingApproval');
    const early = await api.on(caseId, 'appointHandover', holder, { at: later(HOUR), place: '收费站' });
    const approved = await api.bringTo('approved');
    const past = await api.on(approved, 'appointHandover', holder, { at: later(-1), place: '收费站' });
    const patrol = await api.on(approved, 'appointHandover', holdingPatrol, {
      at: later(HOUR),
      place: '收费站',
    });

    expect([slugOf(early), fieldsOf(past), patrol.status]).toEqual(['wrong-status', ['at'], 403]);
  });
});

describe('the release', () => {
  it('opens the window for the receipt and leaves custody where it is', async () => {
    const caseId = await api.bringTo('appointed');

    const answer = await api.on(caseId, 'releaseSuspect', holdingPatrol);

    expect(answer.body).toMatchObject({ status: 'handingOver', windowEndsAt: later(30 * MINUTE) });
    expect(await custodianOf(caseId)).toBe('qianqing');
    expect(await chainOf(api.platform, caseId)).toEqual(['takenIntoCustody', 'released']);
    expect((await transferNow(api.platform, caseId)).decisionsDue).toMatchObject([
      { kind: 'receipt', stationId: 'yaqian', dueAt: later(30 * MINUTE) },
    ]);
  });

  it.each([
    ['the receiving station', receiver],
    ['the superior', liaison],
  ])('is refused to %s', async (_who, actor) => {
    const caseId = await api.bringTo('appointed');

    expect((await api.on(caseId, 'releaseSuspect', actor)).status).toBe(403);
    expect(await chainOf(api.platform, caseId)).toEqual(['takenIntoCustody']);
  });

  it.each([['preparing'], ['awaitingApproval'], ['approved']] as const)(
    'is refused while %s',
    async (stage) => {
      const caseId = await api.bringTo(stage);

      expect(slugOf(await api.on(caseId, 'releaseSuspect', holder))).toBe('wrong-status');
    },
  );

  it('is refused after the grace although no timer has said so, until another appointment', async () => {
    const caseId = await api.bringTo('appointed');
    api.platform.clock.turn(3 * HOUR);

    expect(slugOf(await api.on(caseId, 'releaseSuspect', holder))).toBe('appointment-missed');
    await api.appoint(caseId);
    expect((await api.on(caseId, 'releaseSuspect', holder)).status).toBe(200);
  });
});

describe('the receipt', () => {
  it('moves custody, and wakes every process of the case', async () => {
    const caseId = await api.bringTo('handingOver');

    const answer = await api.on(caseId, 'receiveSuspect', receivingPatrol, receipt);

    expect(answer.body).toMatchObject({ status: 'received', objections: 0 });
    expect(await custodianOf(caseId)).toBe('yaqian');
    expect(await chainOf(api.platform, caseId)).toEqual(['takenIntoCustody', 'released', 'received']);
    const { version } = await transferNow(api.platform, caseId);
    expect(await effectsOf(api.platform.store, caseId)).toContainEqual({
      type: 'wake',
      caseId,
      waits: ['*'],
      version,
    });
  });

  it('keeps each objection with the thing it is about', async () => {
    const caseId = await api.bringTo('handingOver');
    const objection = { decision: 'objected', objection: '封条破损' };

    const answer = await api.on(caseId, 'receiveSuspect', receivingPatrol, {
      health: { decision: 'objected', objection: '额头有新伤' },
      property: [{ itemId: 'P2', ...objection }, receipt.property[0]],
    });

    expect(answer.body).toMatchObject({ objections: 2 });
    const { receipt: kept } = await transferNow(api.platform, caseId);
    expect(kept?.property).toContainEqual({ itemId: 'P2', ...objection });
  });

  it.each([
    ['a thing is not named', receipt.property.slice(1)],
    [
      'a thing is named that is not on the list',
      [...receipt.property, { itemId: 'P9', decision: 'confirmed' }],
    ],
    ['a thing is named twice', [...receipt.property, receipt.property[0]]],
  ])('is refused when %s', async (_case, verdicts) => {
    const caseId = await api.bringTo('handingOver');

    const answer = await api.on(caseId, 'receiveSuspect', receivingPatrol, {
      ...receipt,
      property: verdicts,
    });

    expect([answer.status, fieldsOf(answer)]).toEqual([400, ['property']]);
    expect(await custodianOf(caseId)).toBe('qianqing');
  });

  it.each([
    ['the holding station', holder],
    ['the officer who released, at their own station', holdingPatrol],
    ['the officer who released, signed in at the other station', { ...holdingPatrol, stationId: 'yaqian' }],
    ['the superior', liaison],
  ])('is refused to %s', async (_who, actor) => {
    const caseId = await api.bringTo('handingOver');

    expect((await api.on(caseId, 'receiveSuspect', actor, receipt)).status).toBe(403);
    expect((await api.on(caseId, 'refuseReceipt', actor, { reason: '人证不符' })).status).toBe(403);
    expect(await custodianOf(caseId)).toBe('qianqing');
  });

  it.each([
    ['receiveSuspect', receipt],
    ['refuseReceipt', { reason: '人证不符' }],
  ] as const)(
    '%s comes too late at the end of the window, although no timer has said so',
    async (operation, json) => {
      const caseId = await api.bringTo('handingOver');
      api.platform.clock.turn(30 * MINUTE - 1);
      const state = await transferNow(api.platform, caseId);
      api.platform.clock.turn(1);

      const answer = await api.on(caseId, operation, receivingPatrol, json);

      expect([answer.status, slugOf(answer)]).toEqual([409, 'handover-window-over']);
      expect(await transferNow(api.platform, caseId)).toEqual(state);
    },
  );

  it('is taken in the last second of the window', async () => {
    const caseId = await api.bringTo('handingOver');
    api.platform.clock.turn(30 * MINUTE - 1);

    expect((await api.on(caseId, 'receiveSuspect', receivingPatrol, receipt)).status).toBe(200);
  });

  it('counts once: of two receipts on the same version one is taken', async () => {
    const caseId = await api.bringTo('handingOver');
    const { version } = await transferNow(api.platform, caseId);
    const call = { parameters: { caseId }, json: receipt, headers: { 'if-match': `"${version}"` } };

    const answers = await Promise.all([
      api.send('receiveSuspect', receiver, call),
      api.send('receiveSuspect', receivingPatrol, call),
    ]);

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
    expect(await chainOf(api.platform, caseId)).toEqual(['takenIntoCustody', 'released', 'received']);
  });

  it('needs the version that was read', async () => {
    const caseId = await api.bringTo('handingOver');
    const call = { parameters: { caseId }, json: receipt };

    expect((await api.send('receiveSuspect', receiver, call)).status).toBe(428);
    const stale = await api.send('receiveSuspect', receiver, { ...call, headers: { 'if-match': '"1"' } });
    expect([stale.status, slugOf(stale)]).toEqual([412, 'version-conflict']);
  });

  it('repeated with its key is answered the same, and custody moves once', async () => {
    const caseId = await api.bringTo('handingOver');
    const { version } = await transferNow(api.platform, caseId);
    const call = {
      parameters: { caseId },
      json: receipt,
      headers: { 'if-match': `"${version}"`, 'idempotency-key': 'the-same-receipt' },
    };

    const answers = [
      await api.send('receiveSuspect', receiver, call),
      await api.send('receiveSuspect', receiver, call),
    ];

    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect(await chainOf(api.platform, caseId)).toHaveLength(3);
  });

  it('is not signed when the key of the receiving station cannot be used: custody stays', async () => {
    const caseId = await api.bringTo('handingOver');
    api.platform.signer.disableKey('yaqian');

    const answer = await api.on(caseId, 'receiveSuspect', receivingPatrol, receipt);

    expect([answer.status, slugOf(answer)]).toEqual([503, 'signature-unavailable']);
    expect(await custodianOf(caseId)).toBe('qianqing');
  });
});

describe('what only the rules of custody refuse', () => {
  it('is written into the audit of the officer’s station, as every refusal is', async () => {
    const caseId = await api.bringTo('handingOver');
    await api.on(caseId, 'receiveSuspect', { ...holdingPatrol, stationId: 'yaqian' }, receipt);
    await api.on(caseId, 'reportEscape', receiver, { place: '桥头' });

    const chain = accessChain('yaqian', api.platform.clock.now().toISOString());
    const accesses = await queryAll(api.platform.store, chain, 'ENTRY#', auditEntrySchema);
    expect(accesses.map(({ body }) => [body.action, body.outcome, body.reason])).toEqual([
      ['transfer.receive', 'refused', 'same-officer'],
      ['transfer.reportEscape', 'refused', 'not-the-custodian'],
    ]);
  });
});

describe('a handover that comes to nothing', () => {
  it('by a refusal leaves custody where it was, keeps the approval, and tells both chiefs', async () => {
    const caseId = await api.bringTo('handingOver');

    const answer = await api.on(caseId, 'refuseReceipt', receiver, { reason: '健康状况不符' });

    expect(answer.body).toMatchObject({ status: 'approved' });
    expect(await custodianOf(caseId)).toBe('qianqing');
    const state = await transferNow(api.platform, caseId);
    expect([state.approvals.length, state.appointment, state.handover]).toEqual([2, undefined, undefined]);
    const told = (await notificationsOf(api.platform.store, caseId)).find(
      ({ kind }) => kind === 'receiptRefused',
    );
    expect(told).toMatchObject({ toRoles: ['chief'], requiresAcknowledgement: true });
    expect(Object.keys(told?.legs ?? {}).toSorted()).toEqual(['qianqing', 'yaqian']);
  });

  it('by the end of the window leaves custody where it was, and can be tried again', async () => {
    const caseId = await api.bringTo('handingOver');
    await api.step(caseId, 'endHandover');
    expect((await transferNow(api.platform, caseId)).status).toBe('handingOver');
    api.platform.clock.turn(30 * MINUTE);

    await api.step(caseId, 'endHandover');
    await api.step(caseId, 'endHandover');

    expect((await transferNow(api.platform, caseId)).status).toBe('approved');
    await api.appoint(caseId);
    await api.all(caseId, [
      ['releaseSuspect', holder],
      ['receiveSuspect', receiver, receipt],
    ]);
    expect(await chainOf(api.platform, caseId)).toEqual([
      'takenIntoCustody',
      'released',
      'handoverTimedOut',
      'released',
      'received',
    ]);
    expect(await custodianOf(caseId)).toBe('yaqian');
  });
});

describe('once the suspect is handed over', () => {
  it.each([
    ['requestTransferApproval', holder, {}],
    ['appointHandover', holder, { at: '2027-03-02T12:00:00Z', place: '收费站' }],
    ['releaseSuspect', holder, {}],
    ['receiveSuspect', receiver, receipt],
    ['refuseReceipt', receiver, { reason: '人证不符' }],
    ['recaptureSuspect', receiver, { place: '桥头' }],
    ['clearMedically', receiver, {}],
    ['cancelTransfer', holder, { reason: '不再需要' }],
  ] as const)('%s comes too late', async (operation, actor, json) => {
    const caseId = await api.bringTo('received');

    expect(slugOf(await api.on(caseId, operation, actor, json))).toBe('wrong-status');
  });

  it('the holding station can no longer say what happens to the suspect', async () => {
    const caseId = await api.bringTo('received');
    const answers = [
      await api.on(caseId, 'recordTransferDocuments', holder, { documents: requiredDocuments }),
      await api.on(caseId, 'reportEscape', holder, { place: '桥头' }),
      await api.on(caseId, 'reportMedicalEmergency', holder, { hospital: '区医院' }),
      await api.on(caseId, 'freeByOrder', holder, { court: '区法院', documentNumber: '1号' }),
    ];

    expect(answers.map(slugOf)).toEqual(answers.map(() => 'not-the-custodian'));
  });

  it('either desk closes the case, and it is read only for a purpose', async () => {
    const caseId = await api.bringTo('received');

    const closed = await api.on(caseId, 'closeTransfer', receiver, { note: '移送看守所' });

    expect(closed.body).toMatchObject({ status: 'closed', outcome: 'received' });
    expect(slugOf(await api.on(caseId, 'readTransfer', receiver))).toBe('purpose-required');
    const late = await api.on(caseId, 'recordDuty', receiver, { limitId: 'family-told' });
    expect(slugOf(late)).toBe('wrong-status');
  });
});
