import * as z from 'zod';

import { acknowledgeAll } from '#cli/demo/scenes/acknowledge.ts';
import { expectThat, type Story } from '#cli/demo/story.ts';

import { confirmedChecklist } from './checklist.ts';

const requestedSchema = z.object({ stepId: z.string() });
const stepsSchema = z.object({
  steps: z.array(z.object({ stepId: z.string(), status: z.string() })),
  emergencySteps: z.array(z.string()),
});

const ROOM = { target: '出租房三楼及随身物品', place: '永乐村12号三楼', atStationId: 'qianqing' };
const EMERGENCY_MINUTES_AGO = 10;

/** A search in Qianqing's area: not before both chiefs have approved, and with an officer of Qianqing present. */
export async function searchTheRoom(story: Story, caseId: string): Promise<void> {
  const yaqian = await story.as('yaqian-duty-1');
  const path = `/v1/investigations/${caseId}`;
  const mistaken = await requestStep(story, caseId, 'seizure');
  await story.decide(yaqian, caseId, `steps/${mistaken}/cancellation`, { reason: '改为先行搜查' });
  const stepId = await requestStep(story, caseId, 'search');
  const execution = { localOfficerId: 'qianqing-patrol-1', note: '搜出灰色双肩包和红色手机' };
  await approve(story, caseId, stepId, 'yaqian-chief');
  await story.decide(yaqian, caseId, `steps/${stepId}/execution`, execution, 409);
  story.narrate('异地搜查：仅衙前所长批准，系统不予执行');
  await approve(story, caseId, stepId, 'qianqing-chief');
  await story.decide(yaqian, caseId, `steps/${stepId}/execution`, execution);
  const { steps } = (await yaqian.get(path)).json(stepsSchema);
  expectThat(
    steps.some((step) => step.stepId === stepId && step.status === 'executed'),
    'The case does not say that the search was carried out.',
  );
  await story.system.settle();
  story.narrate('两所所长均批准、“六个严禁”逐项核对、钱清民警在场后执行搜查');
}

/** The scooter is about to be moved: it is seized at once, and the papers follow. */
export async function seizeAtOnce(story: Story, caseId: string): Promise<void> {
  const qianqing = await story.as('qianqing-duty-1');
  const path = `/v1/investigations/${caseId}`;
  const executedAt = new Date(story.system.now().getTime() - EMERGENCY_MINUTES_AGO * 60_000).toISOString();
  const recorded = await qianqing.post(
    `${path}/emergency-steps`,
    {
      kind: 'seizure',
      target: '黑色电动车',
      place: '永乐村12号楼下',
      atStationId: 'qianqing',
      reason: '有人正要将车转移',
      executedAt,
      localOfficerId: 'qianqing-patrol-2',
    },
    { expect: 201 },
  );
  const { stepId } = recorded.json(requestedSchema);
  await acknowledgeAll(story, caseId, 'chief');
  story.narrate('紧急扣押电动车：先行处置，系统生成限时补办手续任务');
  await story.wait(60);
  await qianqing.post(`${path}/steps/${stepId}/papers`, { checklist: confirmedChecklist('seizure') });
  await approve(story, caseId, stepId, 'qianqing-chief');
  await approve(story, caseId, stepId, 'yaqian-chief');
  const { emergencySteps } = (await qianqing.get(path)).json(stepsSchema);
  expectThat(emergencySteps.includes(stepId), 'The step does not show any more that it was an emergency.');
  story.narrate('一小时内补齐手续、两所所长补批；“紧急”标记永久保留');
}

/** Both chiefs approve an arrest in Qianqing's area. */
export async function approveArrest(story: Story, caseId: string): Promise<string> {
  const stepId = await requestStep(story, caseId, 'arrest');
  await approve(story, caseId, stepId, 'yaqian-chief');
  await approve(story, caseId, stepId, 'qianqing-chief');
  await story.system.settle();
  return stepId;
}

async function requestStep(
  story: Story,
  caseId: string,
  kind: 'search' | 'seizure' | 'arrest',
): Promise<string> {
  const client = await story.as(kind === 'arrest' ? 'qianqing-duty-1' : 'yaqian-duty-1');
  const step = { kind, ...ROOM, checklist: confirmedChecklist(kind) };
  const requested = await client.post(`/v1/investigations/${caseId}/steps`, step, { expect: 201 });
  return requested.json(requestedSchema).stepId;
}

async function approve(story: Story, caseId: string, stepId: string, chief: string): Promise<void> {
  await story.decide(await story.as(chief), caseId, `steps/${stepId}/approval`, { decision: 'approve' });
}
