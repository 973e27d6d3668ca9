import * as z from 'zod';

import type { ApiAnswer } from '#cli/demo/api-client.ts';
import { expectThat, type Story } from '#cli/demo/story.ts';

const contentSchema = z.object({ contentVersion: z.int() });
const closedSchema = z.object({ status: z.string() });

/** Closing takes both stations: the first proposal is refused, the second consented to. */
export async function closeByConsent(story: Story, caseId: string): Promise<void> {
  const yaqianDeputy = await story.as('yaqian-deputy');
  const qianqingDeputy = await story.as('qianqing-deputy');
  await propose(story, caseId, { outcome: 'transferred', note: '嫌疑人已移交衙前' });
  await story.decide(qianqingDeputy, caseId, 'closure-refusal', { reason: '现金差额尚待核实' });
  await story.system.settle();
  await yaqianDeputy.post(`/v1/investigations/${caseId}/amendments`, {
    facts: '店主清晨开门发现卷帘门被撬；赃款清点差额十元，系登记笔误，已更正。',
  });
  await propose(story, caseId, { outcome: 'transferred', note: '差额已核实' });
  await consent(story, caseId);
  story.narrate('结案须两所对同一版本一致同意：钱清先不同意，核实后同意，联合侦查结案');
}

/** Yaqian's deputy proposes to close the case as it is now. */
export async function propose(story: Story, caseId: string, closing: object): Promise<void> {
  await story.decide(await story.as('yaqian-deputy'), caseId, 'closure', withContent(closing));
  await story.system.settle();
}

/** Qianqing's deputy consents to the closing, and the case is closed. */
export async function consent(story: Story, caseId: string): Promise<void> {
  const qianqingDeputy = await story.as('qianqing-deputy');
  const consented = await story.decide(qianqingDeputy, caseId, 'closure-consent', withContent({}));
  const { status } = consented.json(closedSchema);
  expectThat(status === 'closed', `Both stations have consented, and the case is ${status}.`);
  await story.system.settle();
}

function withContent(body: object) {
  return (looked: ApiAnswer) => ({ ...body, contentVersion: looked.json(contentSchema).contentVersion });
}
