import * as z from 'zod';

import { expectThat, type Story } from '#cli/demo/story.ts';

const notificationsSchema = z.object({
  telephone: z.array(z.object({ officerId: z.string().optional(), outcome: z.string() })),
});
const awaitingSchema = z.object({ awaiting: z.array(z.object({ stationId: z.string() })) });

/** Both stations are alerted; Qianqing's duty officer cannot be reached, so its deputy is called and acknowledges. */
export async function climbTheRoster(story: Story, caseId: string): Promise<void> {
  const yaqian = await story.as('yaqian-duty-1');
  const dutyOfficer = await story.onDuty('qianqing', 'dutyOfficer');
  const deputy = await story.onDuty('qianqing', 'deputy');

  if (story.system.setUnreachable !== undefined) {
    await story.wait(
      3,
      async () => {
        const shown = await yaqian.get(`/v1/cases/${caseId}/notifications`);
        const { telephone } = shown.json(notificationsSchema);
        return telephone.some(({ officerId }) => officerId === dutyOfficer.officerId);
      },
      'The case does not say that the duty officer has to be telephoned.',
    );
    story.narrate('钱清值班民警手机无法送达：案件立即显示“须电话联系”');
  }

  await story.wait(3, () => story.hasLink(deputy.telephone), 'The deputy was not called.');
  const path = story.linkPathTo(deputy.telephone);
  const page = await story.anybody().get(path, { accept: 'text/html' });
  expectThat(page.text.includes('<form'), 'The link shows no button to acknowledge.');
  story.narrate('五分钟无人确认，升级呼叫钱清副所长；副所长打开短信链接');

  const idempotencyKey = /name="idempotencyKey"[^>]*value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  await story.anybody().post(path, {}, { accept: 'text/html', form: { idempotencyKey } });
  const state = (await yaqian.get(`/v1/missing-persons/${caseId}`)).json(awaitingSchema);
  expectThat(state.awaiting.length === 0, 'The case still waits for an acknowledgement.');
  story.system.setUnreachable?.(dutyOfficer.telephone, false);
  await story.system.settle();
  story.narrate('钱清副所长确认收到，两所均已响应');
}

/** The telephone of Qianqing's duty officer is out of reach when the alert goes out. */
export async function loseATelephone(story: Story): Promise<void> {
  const { telephone } = await story.onDuty('qianqing', 'dutyOfficer');
  story.system.setUnreachable?.(telephone, true);
}
