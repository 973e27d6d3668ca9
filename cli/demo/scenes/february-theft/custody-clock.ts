import * as z from 'zod';

import { acknowledgeAll } from '#cli/demo/scenes/acknowledge.ts';
import { stationOfAddress } from '#cli/demo/station-of-address.ts';
import { expectThat, type Story } from '#cli/demo/story.ts';

const clockSchema = z.object({
  clock: z.object({
    deadlines: z.array(
      z.object({
        limitId: z.string(),
        readingName: z.object({ 'zh-CN': z.string() }),
        dueAt: z.iso.datetime(),
        binding: z.boolean(),
      }),
    ),
  }),
});

const clockTime = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
});

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
  const { clock } = (await qianqing.get(path)).json(clockSchema);
  const readings = clock.deadlines.filter(({ limitId }) => limitId === 'summons');
  expectThat(readings.length > 1, 'The clock shows one reading of the limit only.');
  expectThat(readings.filter(({ binding }) => binding).length === 1, 'Not one reading of the limit binds.');
  await acknowledgeAll(story, transferId, 'chief');
  const shown = readings.map(
    ({ readingName, dueAt, binding }) =>
      `${readingName['zh-CN']} ${clockTime.format(new Date(dueAt))}${binding ? '（以此为准）' : ''}`,
  );
  story.narrate(`传唤时限将至，两所所长收到预警：${shown.join('；')}`);

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
