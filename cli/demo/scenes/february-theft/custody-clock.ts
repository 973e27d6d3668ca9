import * as z from 'zod';

import { acknowledgeAll } from '#cli/demo/scenes/acknowledge.ts';
import { stationOfAddress } from '#cli/demo/station-of-address.ts';
import { expectThat, type Story } from '#cli/demo/story.ts';

const clockSchema = z.object({ clock: z.looseObject({}) });

/** Hours from the arrest until six hours are left of a summons of twelve. */
const HOURS_TO_FIRST_WARNING = 6;

/** The time of the summons runs out: both chiefs are warned; then the suspect is detained, and other limits hold. */
export async function watchTheClock(story: Story, transferId: string): Promise<void> {
  const qianqing = await story.as('qianqing-duty-1');
  const path = `/v1/transfers/${transferId}`;
  const before = story.system.messages().length;
  await story.wait(
    HOURS_TO_FIRST_WARNING * 60,
    () => {
      const warned = new Set(
        story.system
          .messages()
          .slice(before)
          .map(({ to }) => stationOfAddress(to)),
      );
      return warned.has('yaqian yaqian-chief') && warned.has('qianqing qianqing-chief');
    },
    'The chiefs were not warned six hours before the limit.',
  );
  (await qianqing.get(path)).json(clockSchema);
  await acknowledgeAll(story, transferId, 'chief');
  story.narrate('传唤时限只剩六小时：两所所长收到预警；案件页面并列两种计算方法，以较早者为准');

  const now = story.system.now().toISOString();
  await qianqing.post(`${path}/measures`, {
    measure: 'detention',
    since: now,
    document: '柯公（钱）拘字〔2027〕2号',
  });
  await qianqing.post(`${path}/duties`, {
    limitId: 'family-told',
    at: now,
    documentNumber: '柯公（钱）通字〔2027〕2号',
  });
  await story.system.settle();
  story.narrate('转为刑事拘留，并已通知家属：时限按新措施重新计算');
}

/** The time of a summons is extended, which takes its document. */
export async function extendSummons(story: Story, transferId: string): Promise<void> {
  const qianqing = await story.as('qianqing-duty-1');
  const path = `/v1/transfers/${transferId}/extensions`;
  const extension = {
    limitId: 'summons',
    extensionId: 'summons-complex',
    issuedAt: story.system.now().toISOString(),
  };
  const refused = await qianqing.post(path, extension, { expect: 400 });
  expectThat(
    refused.text.includes('documentNumber'),
    'An extension without its document is not refused for it.',
  );
  await qianqing.post(path, { ...extension, documentNumber: '柯公（钱）延字〔2027〕1号' });
}
