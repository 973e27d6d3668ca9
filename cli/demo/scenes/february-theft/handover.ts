import * as z from 'zod';

import { acknowledgeAll } from '#cli/demo/scenes/acknowledge.ts';
import { expectThat, type Story } from '#cli/demo/story.ts';

import { property } from './prepare-transfer.ts';

const custodySchema = z.object({
  status: z.string(),
  custody: z.object({ custodian: z.looseObject({ kind: z.string(), stationId: z.string().optional() }) }),
});

const MEETING_MINUTES = 30;
/** The configured window of half an hour, and a minute more. */
const WINDOW_AND_MORE_MINUTES = 31;
const TRAVEL_MINUTES = 20;

/** Refused at first, then too late: custody stays at Qianqing each time. */
export async function failTwice(story: Story, transferId: string): Promise<void> {
  const yaqian = await story.as('yaqian-duty-1');
  await meet(story, transferId);
  await story.decide(yaqian, transferId, 'receipt-refusal', { reason: '物品封条破损，须重新封装' });
  await story.system.settle();
  await expectCustodian(story, transferId, 'approved', 'qianqing');
  await acknowledgeAll(story, transferId, 'chief');
  story.narrate('第一次交接：衙前因封条破损拒收，嫌疑人仍由钱清羁押');

  await meet(story, transferId);
  await story.wait(WINDOW_AND_MORE_MINUTES);
  await expectCustodian(story, transferId, 'approved', 'qianqing');
  await story.decide(yaqian, transferId, 'receipt', receipt(), 409);
  await acknowledgeAll(story, transferId, 'chief');
  story.narrate('第二次交接：三十分钟内未签收，超时自动退回，两所所长收到通知');
}

/** Released by Qianqing, received by Yaqian with one thing objected to: custody moves. */
export async function handOver(story: Story, transferId: string): Promise<void> {
  const yaqian = await story.as('yaqian-duty-1');
  const qianqing = await story.as('qianqing-duty-1');
  const path = `/v1/transfers/${transferId}`;
  const departedAt = story.system.now();
  await meet(story, transferId);
  await story.decide(qianqing, transferId, 'receipt', receipt(), 403);
  await story.decide(yaqian, transferId, 'receipt', receipt());
  await story.system.settle();
  await expectCustodian(story, transferId, 'received', 'yaqian');
  await yaqian.post(`${path}/travel`, {
    departedAt: departedAt.toISOString(),
    arrivedAt: new Date(departedAt.getTime() + TRAVEL_MINUTES * 60_000).toISOString(),
  });
  story.narrate('第三次交接：钱清放行、衙前签收，现金数额提出异议并记录；羁押责任转至衙前');
  await story.decide(yaqian, transferId, 'closure', { note: '嫌疑人已移交' });
  await story.system.settle();
}

/** The stations appoint a time and a place, and Qianqing releases the suspect there. */
export async function meet(story: Story, transferId: string): Promise<void> {
  const qianqing = await story.as('qianqing-duty-1');
  const patrol = await story.as('qianqing-patrol-1');
  const at = new Date(story.system.now().getTime() + MEETING_MINUTES * 60_000).toISOString();
  await story.decide(qianqing, transferId, 'appointment', { at, place: '104国道界牌治安岗亭' });
  await story.wait(MEETING_MINUTES);
  await story.decide(patrol, transferId, 'release', { note: '押解民警已到达' });
  await story.system.settle();
}

function receipt() {
  return {
    health: { decision: 'confirmed' },
    property: property.map(({ itemId }) =>
      itemId === 'P-3'
        ? { itemId, decision: 'objected', objection: '清点为一千八百二十元，少十元' }
        : { itemId, decision: 'confirmed' },
    ),
  };
}

/** @throws UnexpectedAnswerError unless the transfer has that status and that station holds the suspect, or nobody does */
export async function expectCustodian(
  story: Story,
  transferId: string,
  status: string,
  stationId: string | undefined,
): Promise<void> {
  const yaqian = await story.as('yaqian-duty-1');
  const { status: now, custody } = (await yaqian.get(`/v1/transfers/${transferId}`)).json(custodySchema);
  expectThat(now === status, `The transfer is ${now} instead of ${status}.`);
  expectThat(
    custody.custodian.stationId === stationId,
    `Custody is with ${custody.custodian.stationId ?? 'nobody'} instead of ${stationId ?? 'nobody'}.`,
  );
}
