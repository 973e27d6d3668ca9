import { beforeEach, describe, expect, it } from 'vitest';

import { custodyExportSchema, custodyHeadsSchema } from '#functions/transfer/custody/custody-export.ts';
import { verifyCustody } from '#functions/transfer/custody/verify-custody.ts';
import { transferReportSchema } from '#functions/transfer/view/transfer-report-schema.ts';

import {
  holder,
  HOUR,
  liaison,
  opening,
  receipt,
  receiver,
  receivingPatrol,
  transferApi,
  transferNow,
  type TransferApi,
} from './transfer-api.ts';

let api: TransferApi;
beforeEach(async () => {
  api = await transferApi();
});

describe('reading the custody chain', () => {
  it('has the reader’s station sign the head it sees, once', async () => {
    const caseId = await api.bringTo('handingOver');
    const heads = async (actor = receiver) =>
      custodyExportSchema.parse((await api.on(caseId, 'readCustody', actor)).body).heads;

    const seenByHolder = await heads(holder);
    const seenByReceiver = await heads(receiver);
    const again = await heads(receivingPatrol);

    expect(seenByHolder.map(({ signature, sequence }) => [signature.stationId, sequence])).toEqual([
      ['qianqing', 2],
    ]);
    expect(seenByReceiver.map(({ signature, sequence }) => [signature.stationId, sequence])).toEqual([
      ['qianqing', 2],
      ['yaqian', 2],
    ]);
    expect(again).toEqual(seenByReceiver);
  });

  it('shows by kept heads that an older chain is given for the whole, which that chain alone does not', async () => {
    const caseId = await api.bringTo('handingOver');
    const older = custodyExportSchema.parse((await api.on(caseId, 'readCustody', holder)).body);
    await api.all(caseId, [['receiveSuspect', receiver, receipt]]);

    const whole = custodyExportSchema.parse((await api.on(caseId, 'readCustody', holder)).body);
    const kept = custodyHeadsSchema.parse((await api.on(caseId, 'readCustodyHeads', receiver)).body);

    expect([verifyCustody(whole, kept), verifyCustody(older)]).toEqual([[], []]);
    expect(verifyCustody(older, kept)).toMatchObject([{ sequence: 3 }, { sequence: 3 }]);
  });

  it('is open to the superior, whose key signs nothing; and names nobody', async () => {
    const caseId = await api.bringTo('received');

    const { text, status } = await api.on(caseId, 'readCustody', liaison);

    expect(status).toBe(200);
    for (const secret of ['邵无名', '手机', '无外伤', '曾试图逃跑', opening.measureDocument])
      expect(text).not.toContain(secret);
    expect(text).not.toContain((await transferNow(api.platform, caseId)).commitmentSalt);
  });
});

describe('what an officer reads of a transfer', () => {
  it('never holds the salt of the commitments', async () => {
    const caseId = await api.bringTo('received');
    const { commitmentSalt } = await transferNow(api.platform, caseId);

    for (const operation of ['readTransfer', 'readTransferReport', 'readCustodyHeads'] as const)
      expect((await api.on(caseId, operation, receiver)).text).not.toContain(commitmentSalt);
  });

  it('is reported with clock, chain, property and response times, as JSON and as a page to print', async () => {
    const caseId = await api.bringTo('received', { drill: true });

    const report = transferReportSchema.parse((await api.on(caseId, 'readTransferReport', receiver)).body);
    const page = await api.send('readTransferReport', receiver, {
      parameters: { caseId },
      headers: { accept: 'text/html', 'accept-language': 'zh-CN' },
    });

    expect(report.chain.map(({ facts }) => facts.type)).toEqual(['takenIntoCustody', 'released', 'received']);
    expect(report.durations.toReceivedSeconds).toBe(3600);
    expect(report.timeline).toHaveLength((await transferNow(api.platform, caseId)).version);
    expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8' });
    for (const word of [
      '【演练】',
      '邵无名',
      '衙前派出所',
      '手机',
      '接收方签收',
      '送看守所羁押',
      '第一百零五条',
    ])
      expect(page.text).toContain(word);
  });

  it('says of a time limit that is over, and that nothing has ended, that it is late', async () => {
    const caseId = await api.bringTo('received');
    const outcomes = async () => {
      const page = await api.send('readTransferReport', receiver, {
        parameters: { caseId },
        headers: { accept: 'text/html', 'accept-language': 'en' },
      });
      return ['running', 'late'].map((outcome) => page.text.split(`<td>${outcome}</td>`).length - 1);
    };

    const [running, late] = await outcomes();
    api.platform.clock.turn(25 * HOUR);

    // The three limits of 24 hours, by both readings.
    expect([late, await outcomes()]).toEqual([0, [Number(running) - 6, 6]]);
  });
});
