import * as z from 'zod';

import { expectThat, type Story } from '#cli/demo/story.ts';

import { LETTER_NUMBER } from './checklist.ts';

const openedSchema = z.object({ caseId: z.string() });
const viewSchema = z.object({
  status: z.string(),
  decisionsDue: z.array(z.object({ kind: z.string(), stationId: z.string() })),
});

/** How long before the report the theft happened. */
const STOLEN_MINUTES_AGO = 90;

/** Yaqian opens an investigation: a theft, a suspect nobody knows yet. */
export async function openTheft(story: Story, drill = false): Promise<string> {
  const yaqian = await story.as('yaqian-duty-1');
  const happenedAt = new Date(story.system.now().getTime() - STOLEN_MINUTES_AGO * 60_000).toISOString();
  const opened = await yaqian.post(
    '/v1/investigations',
    {
      severity: 'urgent',
      drill,
      offence: {
        text: '沿街店铺被撬，收银机内现金及两部手机被盗',
        happenedAt,
        place: { description: '衙前镇老街东段', point: { lon: 120.395, lat: 30.155 } },
      },
      suspect: { known: false, description: '男，三十岁上下，戴黑色鸭舌帽，背灰色双肩包' },
      facts: '店主清晨开门发现卷帘门被撬；街口监控显示一男子骑电动车向东南离开。',
      legalBasis: { law: '中华人民共和国刑法', article: '第二百六十四条' },
    },
    { expect: 201 },
  );
  const { caseId } = opened.json(openedSchema);
  await story.system.settle();
  return caseId;
}

/** Qianqing asks for more before it accepts. */
export async function settleCooperation(story: Story, caseId: string): Promise<void> {
  const yaqian = await story.as('yaqian-duty-1');
  const qianqing = await story.as('qianqing-duty-1');
  const path = `/v1/investigations/${caseId}`;
  await requestCooperation(story, caseId);
  expectThat(
    (await qianqing.get(path))
      .json(viewSchema)
      .decisionsDue.some(({ stationId }) => stationId === 'qianqing'),
    'The request does not wait for a decision of Qianqing.',
  );
  await story.decide(qianqing, caseId, 'cooperation-request/answer', {
    decision: 'askForMore',
    question: '请补充嫌疑人骑行车辆特征和逃离时间',
  });
  await story.system.settle();
  await story.decide(yaqian, caseId, 'cooperation-request', {
    letterNumber: LETTER_NUMBER,
    approvingOfficerId: 'yaqian-deputy',
    supplement: '黑色电动车，后座有白色保温箱；案发后约五分钟离开老街',
  });
  await story.system.settle();
  await story.decide(qianqing, caseId, 'cooperation-request/answer', { decision: 'accept' });
  await story.system.settle();
  const { status } = (await yaqian.get(path)).json(viewSchema);
  expectThat(status === 'investigating', `The accepted investigation is ${status}.`);
}

/** Yaqian asks for cooperation by a letter that its deputy approved. */
export async function requestCooperation(
  story: Story,
  caseId: string,
  letterNumber = LETTER_NUMBER,
): Promise<void> {
  const yaqian = await story.as('yaqian-duty-1');
  await story.decide(yaqian, caseId, 'cooperation-request', {
    letterNumber,
    approvingOfficerId: 'yaqian-deputy',
    note: '嫌疑人可能已进入钱清辖区',
  });
  await story.system.settle();
}
