import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';

import { custodyClockSchema } from '#functions/transfer/view/custody-clock-view.ts';
import { fieldsOf } from '#test/functions/missing-person/case-api.ts';

import { holder, holdingPatrol, HOUR, receiver, transferApi, type TransferApi } from './transfer-api.ts';

let api: TransferApi;
let caseId: string;
beforeEach(async () => {
  api = await transferApi();
  caseId = await api.open();
});

const clock = async () => {
  const { body } = await api.on(caseId, 'readTransfer', receiver);
  return z.object({ clock: custodyClockSchema }).parse(body).clock;
};
const dueOf = async (limitId: string) =>
  (await clock()).deadlines
    .filter((deadline) => deadline.limitId === limitId)
    .map(({ readingId, dueAt, binding }) => [readingId, dueAt, binding]);

describe('the custody clock', () => {
  it('shows both readings of a limit with their articles, the earlier one binding', async () => {
    // Detained at 19:00 in Shanghai: by art. 105 the 24 hours begin at 20:00.
    expect(await dueOf('detention-centre')).toEqual([
      ['every-hour', '2027-03-02T11:00:00.000Z', true],
      ['article-105', '2027-03-02T12:00:00.000Z', false],
    ]);
    const { deadlines, next } = await clock();
    expect(deadlines[0]?.citation).toMatchObject({ article: 'art. 85', verification: { verified: false } });
    expect(next).toMatchObject({ readingId: 'every-hour', dueAt: '2027-03-02T11:00:00.000Z' });
  });

  it('no longer runs for a duty that was done, and says when and by which document', async () => {
    await api.on(caseId, 'recordDuty', receiver, {
      limitId: 'family-told',
      at: '2027-03-01T11:40:00.000Z',
      documentNumber: '通〔2027〕3号',
    });

    const told = (await clock()).deadlines.filter(({ limitId }) => limitId === 'family-told');
    expect(told.map(({ met }) => met)).toEqual(
      [0, 1].map(() => ({
        at: '2027-03-01T11:40:00.000Z',
        by: 'duty',
        documentNumber: '通〔2027〕3号',
        late: false,
      })),
    );
  });

  it('is longer by an extension with its document', async () => {
    await api.on(caseId, 'recordExtension', holder, {
      limitId: 'arrest-request',
      extensionId: 'arrest-request-special',
      documentNumber: '延〔2027〕1号',
      issuedAt: '2027-03-01T11:50:00.000Z',
    });

    expect((await dueOf('arrest-request'))[0]).toEqual(['every-hour', '2027-03-08T11:00:00.000Z', true]);
  });

  it.each([
    [
      'counts when issued within the limit',
      'summons',
      23.9,
      { extended: true, dueAt: '2027-03-02T11:00:00.000Z' },
    ],
    [
      'counts no more when the limit is over',
      'summons',
      25,
      { extended: false, dueAt: '2027-03-01T23:00:00.000Z' },
    ],
    ['counts for no measure that is not in force', 'detention', 23.9, { extended: false, dueAt: undefined }],
  ] as const)('says in the reply to an extension that it %s', async (_when, measure, hour, expected) => {
    caseId = await api.open({ measure });
    api.platform.clock.turn(13 * HOUR);

    const { body } = await api.on(caseId, 'recordExtension', holder, {
      limitId: 'summons',
      extensionId: 'summons-complex',
      documentNumber: '延〔2027〕3号',
      issuedAt: new Date(Date.parse('2027-03-01T00:00:00Z') + (hour - 1) * HOUR * 1000).toISOString(),
    });

    expect({ dueAt: undefined, ...Object(body) }).toMatchObject(expected);
  });

  it('says in the reply to a duty whether its limit is met: not by what was done before its time began', async () => {
    const told = (at: string) => api.on(caseId, 'recordDuty', holder, { limitId: 'family-told', at });
    caseId = await api.open({ measure: 'summons' });
    const before = await told('2027-03-01T11:10:00Z');
    await api.on(caseId, 'recordMeasure', holder, {
      measure: 'detention',
      since: '2027-03-01T11:30:00.000Z',
      document: '绍公（钱）拘字〔2027〕10号',
    });

    expect([before, await told('2027-03-01T11:20:00Z'), await told('2027-03-01T11:40:00Z')]).toMatchObject([
      { body: { met: false } },
      { body: { met: false } },
      { body: { met: true } },
    ]);
  });

  it('stands still on the way by the reading that leaves travel out', async () => {
    await api.on(caseId, 'recordTravel', holder, {
      departedAt: '2027-03-01T11:00:00.000Z',
      arrivedAt: '2027-03-01T12:00:00.000Z',
    });
    api.platform.clock.turn(3600);
    await api.on(caseId, 'recordTravel', holder, {
      departedAt: '2027-03-01T12:10:00.000Z',
      arrivedAt: '2027-03-01T12:40:00.000Z',
    });

    expect(await dueOf('detention-centre')).toEqual([
      ['every-hour', '2027-03-02T11:00:00.000Z', true],
      ['article-105', '2027-03-02T12:30:00.000Z', false],
    ]);
  });

  it('counts by the limits of the measure that took the place of another', async () => {
    caseId = await api.open({ measure: 'summons' });
    expect((await clock()).next).toMatchObject({ limitId: 'summons', dueAt: '2027-03-01T23:00:00.000Z' });

    await api.on(caseId, 'recordMeasure', holder, {
      measure: 'detention',
      since: '2027-03-01T11:30:00.000Z',
      document: '绍公（钱）拘字〔2027〕10号',
    });

    const { deadlines, next } = await clock();
    expect(deadlines.find(({ limitId }) => limitId === 'summons')?.met).toMatchObject({ by: 'laterMeasure' });
    expect(next?.dueAt).toBe('2027-03-02T11:30:00.000Z');
  });

  it('tells the superior of a limit that was over before anybody looked, though it was met since', async () => {
    caseId = await api.open({ measure: 'summons' });
    api.platform.clock.turn(12 * HOUR);
    await api.on(caseId, 'recordMeasure', holder, {
      measure: 'detention',
      since: '2027-03-01T23:30:00.000Z',
      document: '绍公（钱）拘字〔2027〕10号',
    });

    expect(await api.step(caseId, 'look')).toMatchObject({ next: 'tellOverdue' });
    await api.step(caseId, 'tellOverdue');
    expect(await api.step(caseId, 'look')).toMatchObject({ next: 'awaitPreparation' });
  });

  it('is heard while the key of the station cannot sign the end of a handover', async () => {
    caseId = await api.bringTo('handingOver');
    api.platform.clock.turn(25 * HOUR);
    api.platform.signer.disableKey('qianqing');

    expect(await api.step(caseId, 'look')).toMatchObject({ next: 'tellOverdue' });
    await api.step(caseId, 'tellOverdue');
    expect(await api.step(caseId, 'look')).toMatchObject({ next: 'endHandover' });
  });

  it.each([
    ['recordDuty', { limitId: 'coffee' }, 'limitId'],
    ['recordDuty', { limitId: 'summons' }, 'limitId'],
    ['recordDuty', { limitId: 'family-told', at: '2027-03-01T13:00:00Z' }, 'at'],
    ['recordDuty', { limitId: 'family-told', at: '2027-03-01T10:00:00Z' }, 'at'],
    [
      'recordExtension',
      { limitId: 'arrest-request', extensionId: 'arrest-request-special', issuedAt: '2027-03-01T11:50:00Z' },
      'documentNumber',
    ],
    [
      'recordExtension',
      {
        limitId: 'family-told',
        extensionId: 'arrest-request-special',
        documentNumber: '1',
        issuedAt: '2027-03-01T11:50:00Z',
      },
      'extensionId',
    ],
    [
      'recordExtension',
      {
        limitId: 'arrest-request',
        extensionId: 'arrest-request-special',
        documentNumber: '1',
        issuedAt: '2027-03-01T13:50:00Z',
      },
      'issuedAt',
    ],
    ['recordTravel', { departedAt: '2027-03-01T11:50:00Z', arrivedAt: '2027-03-01T11:40:00Z' }, 'arrivedAt'],
    ['recordTravel', { departedAt: '2027-03-01T11:50:00Z', arrivedAt: '2027-03-01T12:40:00Z' }, 'arrivedAt'],
    ['recordMeasure', { measure: 'summons', since: '2027-03-01T10:00:00Z', document: '1' }, 'since'],
  ] as const)('refuses %s with %o and names %s', async (operation, json, field) => {
    const answer = await api.on(caseId, operation, holder, json);

    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
  });

  it('is kept by the desks of both stations, not by patrols, and voids no approval', async () => {
    caseId = await api.bringTo('approved');
    const duty = { limitId: 'family-told' };

    expect((await api.on(caseId, 'recordDuty', holdingPatrol, duty)).status).toBe(403);
    expect((await api.on(caseId, 'recordDuty', receiver, duty)).body).toMatchObject({ status: 'approved' });
  });
});
