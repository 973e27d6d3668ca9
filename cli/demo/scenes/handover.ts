import * as z from 'zod';

import { expectThat, type Story } from '#cli/demo/story.ts';

const listSchema = z.object({
  handovers: z.array(z.object({ handoverId: z.string(), cases: z.array(z.object({ caseId: z.string() })) })),
});

/** Qianqing's shift changes in the middle of the search; what is open goes with the notes. */
export async function handTheShiftOver(story: Story, caseId: string): Promise<void> {
  const outgoing = await story.as('qianqing-duty-1');
  const incoming = await story.as('qianqing-duty-2');
  const path = '/v1/stations/qianqing/handovers';
  await outgoing.post(
    path,
    { notes: '走失老人仍在搜寻', cases: [{ caseId, note: '重点看群贤路沿线' }] },
    { expect: 201 },
  );
  const { handovers } = (await incoming.get(path)).json(listSchema);
  const [handover] = handovers;
  expectThat(
    handover?.cases.some((entry) => entry.caseId === caseId) === true,
    'The handover does not list the open case.',
  );
  await incoming.post(`${path}/${handover.handoverId}/acceptance`, {});
  story.narrate('钱清交接班：未结事项随记录移交，接班人已签收');
}
