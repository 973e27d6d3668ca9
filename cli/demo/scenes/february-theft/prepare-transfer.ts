import * as z from 'zod';

import { expectThat, type Story } from '#cli/demo/story.ts';

import { requiredDocuments } from './checklist.ts';

const statusSchema = z.object({ status: z.string() });

/** What goes with the suspect. */
export const property = [
  { itemId: 'P-1', description: '灰色双肩包', quantity: 1, sealed: false },
  { itemId: 'P-2', description: '红色手机', quantity: 1, sealed: true },
  { itemId: 'P-3', description: '现金人民币（元）', quantity: 1830, sealed: true },
] as const;

/** The holding station prepares the transfer: documents, examination, property, risks. */
export async function prepareTransfer(story: Story, transferId: string): Promise<void> {
  const qianqing = await story.as('qianqing-duty-1');
  const path = `/v1/transfers/${transferId}`;
  await qianqing.post(`${path}/documents`, { documents: requiredDocuments() });
  await examine(story, transferId);
  await qianqing.post(`${path}/property`, { items: property });
  await qianqing.post(`${path}/escort-risks`, { level: 'medium', notes: '曾翻窗逃离，途中不停车' });
  await story.system.settle();
}

/** A doctor examines the suspect, who may be moved. */
export async function examine(story: Story, transferId: string, stationId = 'qianqing'): Promise<void> {
  const client = await story.as(`${stationId}-duty-1`);
  await client.post(`/v1/transfers/${transferId}/health-check`, {
    by: '钱清镇卫生院值班医生',
    condition: 'fit',
    findings: '未见外伤，血压正常',
  });
}

/** Both chiefs are asked; Yaqian's refuses first, then both approve: two people of two stations. */
export async function approveTransfer(story: Story, transferId: string): Promise<void> {
  const qianqing = await story.as('qianqing-duty-1');
  const yaqianChief = await story.as('yaqian-chief');
  await story.decide(qianqing, transferId, 'approval-request');
  await story.system.settle();
  await story.decide(yaqianChief, transferId, 'approval', {
    decision: 'refuse',
    reason: '随身物品清单缺少手机串号',
  });
  await story.system.settle();
  story.narrate('衙前所长不同意移交并说明理由，两位所长均收到通知');
  await qianqing.post(`/v1/transfers/${transferId}/property`, {
    items: [{ ...property[1], description: '红色手机（串号已登记）' }],
  });
  await approveByBoth(story, transferId);
  story.narrate('补正后两所所长先后批准');
}

/** The chiefs of both stations are asked, and approve. */
export async function approveByBoth(story: Story, transferId: string): Promise<void> {
  const qianqing = await story.as('qianqing-duty-1');
  const qianqingChief = await story.as('qianqing-chief');
  await story.decide(qianqing, transferId, 'approval-request');
  await story.decide(qianqingChief, transferId, 'approval', { decision: 'approve' });
  await story.decide(qianqingChief, transferId, 'approval', { decision: 'approve' }, 409);
  await story.decide(await story.as('yaqian-chief'), transferId, 'approval', { decision: 'approve' });
  await story.system.settle();
  const { status } = (await qianqing.get(`/v1/transfers/${transferId}`)).json(statusSchema);
  expectThat(status === 'approved', `The transfer is ${status} although both chiefs have approved.`);
}
