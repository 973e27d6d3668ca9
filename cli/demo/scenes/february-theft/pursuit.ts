import * as z from 'zod';

import { acknowledgeAll } from '#cli/demo/scenes/acknowledge.ts';
import { expectThat, type Story } from '#cli/demo/story.ts';

import type { LeadIds } from './leads.ts';
import { approveArrest } from './steps.ts';

const tasksSchema = z.object({
  tasks: z.array(z.object({ taskId: z.string(), stationId: z.string(), status: z.string() })),
});
const arrestedSchema = z.object({
  status: z.string(),
  transfer: z.object({ transferId: z.string() }).optional(),
});

/** Located, lost, located again: both stations are told each time. */
export async function locate(story: Story, caseId: string, leads: LeadIds): Promise<void> {
  const qianqing = await story.as('qianqing-duty-1');
  const path = `/v1/investigations/${caseId}`;
  await qianqing.post(`${path}/location`, {
    point: { lon: 120.4251, lat: 30.1282 },
    place: '永乐村小商店',
    leadIds: [leads.vehicle],
  });
  await qianqing.post(`${path}/location-lost`, { reason: '从后门离开' });
  await qianqing.post(`${path}/location`, {
    point: { lon: 120.4263, lat: 30.1279 },
    place: '永乐村文化礼堂旁棋牌室',
    leadIds: [leads.vehicle, leads.tip],
  });
  await acknowledgeAll(story, caseId);
  story.narrate('钱清锁定嫌疑人位置，一度脱离视线后再次锁定；两所同时收到通知');
}

/** The arrest is planned with tasks of both stations, approved by both chiefs and made by Qianqing. */
export async function arrest(story: Story, caseId: string): Promise<string> {
  const qianqing = await story.as('qianqing-duty-1');
  const path = `/v1/investigations/${caseId}`;
  const stepId = await approveArrest(story, caseId);
  const inMinutes = (minutes: number) =>
    new Date(story.system.now().getTime() + minutes * 60_000).toISOString();
  await story.decide(qianqing, caseId, 'arrest-plan', {
    tasks: [
      {
        stationId: 'qianqing',
        text: '封控棋牌室前后门',
        dueAt: inMinutes(40),
        assigneeId: 'qianqing-patrol-1',
      },
      { stationId: 'yaqian', text: '村口接应并控制去往衙前的道路', dueAt: inMinutes(40) },
    ],
    assembleAt: { time: inMinutes(20), place: '永乐村警务室' },
    note: '注意周边群众安全',
  });
  await story.system.settle();
  await reportTasks(story, caseId);
  await story.wait(25);
  const arrested = await qianqing.post(`${path}/arrest`, {
    stepId,
    localOfficerId: 'qianqing-patrol-1',
    suspect: { name: '欧阳试演', sex: 'male' },
    place: '永乐村棋牌室',
    byOfficerIds: ['qianqing-patrol-1', 'qianqing-patrol-2'],
    measure: 'summons',
    measureDocument: '柯公（钱）传字〔2027〕3号',
  });
  expectThat(arrested.status < 300, 'The arrest was not recorded.');
  await acknowledgeAll(story, caseId);
  const { status, transfer } = (await qianqing.get(path)).json(arrestedSchema);
  expectThat(status === 'arrested' && transfer !== undefined, 'The arrest has not opened a transfer.');
  await acknowledgeAll(story, transfer.transferId);
  story.narrate(`钱清依方案抓获嫌疑人；移交程序自动启动（${transfer.transferId}），羁押记录自此刻起`);
  return transfer.transferId;
}

async function reportTasks(story: Story, caseId: string): Promise<void> {
  for (const stationId of ['yaqian', 'qianqing']) {
    const client = await story.as(`${stationId}-duty-1`);
    const { tasks } = (await client.get(`/v1/cases/${caseId}/tasks`)).json(tasksSchema);
    const own = tasks.filter((task) => task.stationId === stationId && task.status !== 'done');
    expectThat(own.length > 0, `The plan has no task of ${stationId}.`);
    for (const { taskId } of own)
      await client.post(`/v1/cases/${caseId}/tasks/${taskId}/report`, { finding: 'nothing', note: '已到位' });
  }
}
