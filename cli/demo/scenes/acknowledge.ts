import * as z from 'zod';

import { casePath } from '#cli/demo/case-path.ts';
import { expectThat, type Story } from '#cli/demo/story.ts';

const awaitingSchema = z.object({
  awaiting: z.array(z.object({ notificationId: z.string(), stationId: z.string() })),
});

/** The stations whose officers acknowledge with a rank of their own; the superior has its liaison. */
const STATIONS: readonly string[] = ['yaqian', 'qianqing'];

/**
 * Whatever a case waits for is acknowledged, each station's by its officer.
 * @param rank who of a station does: its duty officer, or its chief where only the chief is told
 * @throws UnexpectedAnswerError when the case waits for nothing
 */
export async function acknowledgeAll(
  story: Story,
  caseId: string,
  rank: 'duty-1' | 'chief' = 'duty-1',
): Promise<void> {
  await story.system.settle();
  const reader = await story.as('yaqian-duty-1');
  const { awaiting } = (await reader.get(casePath(caseId))).json(awaitingSchema);
  expectThat(awaiting.length > 0, `Nothing of ${caseId} waits for an acknowledgement.`);
  for (const { notificationId, stationId } of awaiting) {
    const officer = await story.as(STATIONS.includes(stationId) ? `${stationId}-${rank}` : 'liaison-1');
    await officer.post(`/v1/cases/${caseId}/notifications/${notificationId}/acknowledgement`, {});
  }
  await story.system.settle();
}
