import * as z from 'zod';

import type { ApiClient } from '#cli/demo/api-client.ts';
import { expectThat, type Story } from '#cli/demo/story.ts';

const openedSchema = z.object({ caseId: z.string() });
const awaitingSchema = z.object({
  awaiting: z.array(z.object({ notificationId: z.string(), stationId: z.string() })),
});

/**
 * A short drill before the night begins: a find that was wrong, the search reopened, then called off. Every message of
 * it says that it is a drill.
 */
export async function drill(story: Story): Promise<void> {
  const yaqian = await story.as('yaqian-duty-1');
  const qianqing = await story.as('qianqing-duty-1');
  const opened = await yaqian.post(
    '/v1/missing-persons',
    { drill: true, category: 'otherAdult', lastSeen: { point: { lon: 120.383, lat: 30.151 } } },
    { expect: 201 },
  );
  const { caseId } = opened.json(openedSchema);
  const path = `/v1/missing-persons/${caseId}`;
  await story.system.settle();
  await acknowledge(qianqing, caseId);

  await yaqian.post(`${path}/found`, { condition: 'safe', note: '演练：误报找到' });
  await story.system.settle();
  await story.decide(yaqian, caseId, 'reopening', { reason: '演练：找到的不是本人' });
  await story.system.settle();
  await acknowledge(qianqing, caseId);

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

/** Acknowledges whatever waits for the officer's station in a case. */
async function acknowledge(client: ApiClient, caseId: string): Promise<void> {
  const { awaiting } = (await client.get(`/v1/missing-persons/${caseId}`)).json(awaitingSchema);
  expectThat(awaiting.length > 0, 'Nothing waits for an acknowledgement.');
  for (const { notificationId } of awaiting)
    await client.post(`/v1/cases/${caseId}/notifications/${notificationId}/acknowledgement`, {});
}
