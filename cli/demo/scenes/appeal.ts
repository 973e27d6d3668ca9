import * as z from 'zod';

import { expectThat, type Story } from '#cli/demo/story.ts';

const caseSchema = z.object({
  appeal: z.object({ appealId: z.string() }),
  tips: z.array(z.object({ tipId: z.string(), text: z.string() })),
});
const inboxSchema = z.object({ untriagedTips: z.array(z.object({ caseId: z.string() })) });

/** The duty lead publishes an appeal; somebody in the street sends a tip, which alerts nobody until an officer reads it. */
export async function askThePublic(story: Story, caseId: string): Promise<void> {
  const yaqian = await story.as('yaqian-duty-1');
  const path = `/v1/missing-persons/${caseId}`;
  const show = ['category', 'sex', 'age', 'clothing', 'photo'];
  await story.decide(yaqian, caseId, 'appeal', { show, placeText: '钱清、衙前一带' }, 201);
  const { appeal } = (await yaqian.get(path)).json(caseSchema);
  const anybody = story.anybody();
  const page = await anybody.get(`/p/${appeal.appealId}`, { accept: 'text/html' });
  expectThat(page.text.includes('深蓝色棉袄'), 'The public page does not show what was chosen.');
  expectThat(!page.text.includes('诸葛'), 'The public page shows a name.');
  await anybody.get(`/p/${appeal.appealId}/photo`, { expect: 303 });

  const before = story.system.messages().length;
  await anybody.post(
    `/p/${appeal.appealId}/tips`,
    { text: '群贤路西口公交站坐着一位老人，穿深蓝棉袄' },
    { expect: 202 },
  );
  await story.system.settle();
  expectThat(story.system.messages().length === before, 'A tip alerted somebody by itself.');
  story.narrate('发布公开协查；一位群众提供线索，线索本身不惊动任何人');
}

/** Qianqing finds the tip in its inbox and makes a sighting of it. */
export async function judgeTheTip(story: Story, caseId: string): Promise<void> {
  const qianqing = await story.as('qianqing-duty-1');
  const inbox = (await qianqing.get('/v1/inbox')).json(inboxSchema);
  expectThat(
    inbox.untriagedTips.some((entry) => entry.caseId === caseId),
    'The inbox does not show the tip.',
  );
  const { tips } = (await qianqing.get(`/v1/missing-persons/${caseId}`)).json(caseSchema);
  const [tip] = tips;
  expectThat(tip !== undefined, 'The case does not show the tip.');
  await qianqing.post(`/v1/missing-persons/${caseId}/tips/${tip.tipId}/triage`, {
    decision: 'sighting',
    point: { lon: 120.42, lat: 30.1214 },
    placeDescription: '群贤路西口公交站',
  });
  await story.system.settle();
  story.narrate('钱清研判线索：转为行踪，围绕群贤路西口重新部署');
}

/** The place is known well enough: the appeal comes down. */
export async function withdrawTheAppeal(story: Story, caseId: string): Promise<void> {
  const yaqian = await story.as('yaqian-duty-1');
  const { appeal } = (await yaqian.get(`/v1/missing-persons/${caseId}`)).json(caseSchema);
  await story.decide(yaqian, caseId, 'appeal/withdrawal');
  await story.anybody().get(`/p/${appeal.appealId}`, { accept: 'text/html', expect: 410 });
  story.narrate('范围已明确，撤下公开协查');
}
