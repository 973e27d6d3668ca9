import * as z from 'zod';

import { acknowledgeAll } from '#cli/demo/scenes/acknowledge.ts';
import { stationOfAddress } from '#cli/demo/station-of-address.ts';
import { expectThat, type Story } from '#cli/demo/story.ts';

import { consent, propose } from './closing.ts';
import { extendSummons } from './custody-clock.ts';
import { expectCustodian } from './handover.ts';
import { openTheft, requestCooperation } from './open-case.ts';
import { examine } from './prepare-transfer.ts';

const openedSchema = z.object({ caseId: z.string() });

/** An urgent request waits an hour for its answer, and the chief a quarter of an hour. */
const ANSWER_MINUTES = 61;
const CHIEF_MINUTES = 16;

/** What the process says of it; the alert that nobody acknowledged climbs to the same telephones with other words. */
const UNANSWERED = '逾期未答复';

/** Before the shift: what does not happen every night, in cases whose every message says that they are a drill. */
export async function rehearse(story: Story): Promise<void> {
  await rehearseCooperation(story);
  await rehearseCustody(story);
  const texts = story.system.messages().map(({ text }) => text);
  expectThat(texts.length > 0, 'The drills reached nobody.');
  expectThat(
    texts.every((text) => text.includes('演练')),
    'A message of a drill does not say that it is one.',
  );
  story.narrate(`演练结束：共 ${texts.length} 条消息，均标明【演练】`);
}

async function rehearseCooperation(story: Story): Promise<void> {
  const qianqing = await story.as('qianqing-duty-1');
  // By whose telephone it is and not by who is on duty now: the shift may change meanwhile.
  const called = (owner: string) => () =>
    story.system
      .messages()
      .some(({ to, text }) => stationOfAddress(to).startsWith(owner) && text.includes(UNANSWERED));
  const caseId = await openTheft(story, true);
  await requestCooperation(story, caseId, '演练函1号');
  await story.wait(
    ANSWER_MINUTES,
    called('qianqing qianqing-chief'),
    'The chief was not called for the missing answer.',
  );
  await story.wait(CHIEF_MINUTES, called('liaison-centre liaison'), 'The superior was not called.');
  await story.decide(qianqing, caseId, 'cooperation-request/answer', {
    decision: 'decline',
    reason: '演练：管辖存在争议',
  });
  await story.system.settle();
  await requestCooperation(story, caseId, '演练函2号');
  await story.decide(qianqing, caseId, 'cooperation-request/answer', { decision: 'accept' });
  await story.system.settle();
  story.narrate('演练一：协作请求逾期未复，逐级呼叫所长和上级；拒绝后凭新函重新请求并获同意');

  await propose(story, caseId, { outcome: 'suspended', note: '演练：暂无线索' });
  await consent(story, caseId);
  await resume(story, caseId);
  const other = await openTheft(story, true);
  await propose(story, caseId, { outcome: 'merged', mergedInto: other });
  await consent(story, caseId);
  await requestCooperation(story, other, '演练函3号');
  await story.decide(qianqing, other, 'cooperation-request/answer', { decision: 'accept' });
  await propose(story, other, { outcome: 'withoutResult', note: '演练结束' });
  await consent(story, other);
  story.narrate('演练二：中止、恢复、并案，均经两所同意');
}

/** Whoever looks at a closed case says why. */
async function resume(story: Story, caseId: string): Promise<void> {
  const deputy = await story.as('yaqian-deputy');
  const path = `/v1/investigations/${caseId}`;
  const { etag } = await deputy.get(`${path}?purpose=${encodeURIComponent('演练：恢复侦查')}`);
  await deputy.post(`${path}/resumption`, { reason: '演练：发现新线索' }, { ifMatch: etag });
  await story.system.settle();
}

async function rehearseCustody(story: Story): Promise<void> {
  const qianqing = await story.as('qianqing-duty-1');
  const first = await openTransfer(story);
  const path = `/v1/transfers/${first}`;
  await extendSummons(story, first);
  await qianqing.post(`${path}/escape`, { place: '演练：卫生院门口', note: '向南逃跑' });
  await story.system.settle();
  await expectCustodian(story, first, 'escaped', undefined);
  await acknowledgeAll(story, first);
  await qianqing.post(`${path}/recapture`, { place: '演练：公交站' });
  await qianqing.post(`${path}/medical-emergency`, { hospital: '演练：钱清镇卫生院', note: '胸闷' });
  await story.system.settle();
  await expectCustodian(story, first, 'hospitalised', 'qianqing');
  await acknowledgeAll(story, first);
  await story.wait(1);
  await examine(story, first);
  await story.decide(qianqing, first, 'medical-clearance', { note: '演练：可以移动' });
  await story.decide(qianqing, first, 'court-release', {
    documentNumber: '演练裁定1号',
    court: '演练：某区人民法院',
  });
  await story.system.settle();
  await expectCustodian(story, first, 'freed', undefined);
  await story.decide(qianqing, first, 'closure');
  story.narrate('演练三：延长传唤、脱逃与抓回、突发疾病、法院裁定释放');

  const second = await openTransfer(story);
  await story.decide(qianqing, second, 'cancellation', { reason: '演练：改由钱清办理' });
  await story.decide(qianqing, second, 'closure');
  await story.system.settle();
  story.narrate('演练四：移交前取消，羁押记录仍如实保留');
}

/** Qianqing opens a transfer by hand, of somebody whom it has summoned. */
async function openTransfer(story: Story): Promise<string> {
  const qianqing = await story.as('qianqing-duty-1');
  const opened = await qianqing.post(
    '/v1/transfers',
    {
      drill: true,
      suspect: { description: '演练角色' },
      legalGrounds: { text: '演练', documentNumber: '演练函4号' },
      measure: 'summons',
      measureDocument: '演练传唤证1号',
      deprivedOfLibertyAt: story.system.now().toISOString(),
    },
    { expect: 201 },
  );
  await story.system.settle();
  return opened.json(openedSchema).caseId;
}
