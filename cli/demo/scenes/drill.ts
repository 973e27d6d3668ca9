import * as z from 'zod';

import { expectThat, type Story } from '#cli/demo/story.ts';

import { acknowledgeAll } from './acknowledge.ts';

const openedSchema = z.object({ caseId: z.string() });

/**
 * A short drill before the night begins: a find that was wrong, the search reopened, then called off. Every message of
 * it says that it is a drill.
 */
export async function drill(story: Story): Promise<void> {
  const yaqian = await story.as('yaqian-duty-1');
  const opened = await yaqian.post(
    '/v1/missing-persons',
    { drill: true, category: 'otherAdult', lastSeen: { point: { lon: 120.383, lat: 30.151 } } },
    { expect: 201 },
  );
  const { caseId } = opened.json(openedSchema);
  const path = `/v1/missing-persons/${caseId}`;
  await story.system.settle();
  await acknowledgeAll(story, caseId);

  await yaqian.post(`${path}/found`, { condition: 'safe', note: '演练：误报找到' });
  await story.system.settle();
  await story.decide(yaqian, caseId, 'reopening', { reason: '演练：找到的不是本人' });
  await story.system.settle();
  await acknowledgeAll(story, caseId);

  await story.decide(yaqian, caseId, 'withdrawal', { reason: 'cancelled', note: '演练结束' });
  await story.system.settle();
  await story.decide(yaqian, caseId, 'closure');
  await story.system.settle();

  const texts = story.system.messages().map(({ text }) => text);
  expectThat(texts.length > 0, 'The drill reached nobody.');
  expectThat(
    texts.every((text) => text.includes('演练')),
    'A message of the drill does not say that it is one.',
  );
  story.narrate(`接班前演练：误报、重启、撤销，共 ${texts.length} 条消息，均标明【演练】`);
}
