import { afterEach, describe, expect, it } from 'vitest';

import {
  acknowledgeAs,
  alert,
  liaison,
  openNotified,
  qianqing,
  sentLines,
} from '#test/support/notifications.ts';
import { officer } from '#test/support/platform.ts';
import { processHarness, type ProcessHarness } from '#test/support/process-harness.ts';
import { rostersWithout } from '#test/support/rosters.ts';

let system: ProcessHarness;
afterEach(() => system.close());

const toChiefs = { ...alert, toTopic: false, toRoles: ['chief'] } as const;

describe('a notification for certain roles', () => {
  it('calls them alone, and again until they answer: no duty officer, nobody at the superior', async () => {
    system = await processHarness();
    const opened = await openNotified(system, toChiefs);
    await system.advance(12 * 60);
    const lines = sentLines(system, opened);
    expect(new Set(lines.map((line) => line.split(' ').slice(1).join(' ')))).toEqual(
      new Set(['sms yaqian-chief', 'sms qianqing-chief']),
    );
    expect(lines.filter((line) => line.endsWith('yaqian-chief')).length).toBeGreaterThan(2);
  });

  it('is answered by them, or by the superior for them, and by nobody else: the desk cannot end its chief’s call', async () => {
    system = await processHarness();
    const opened = await openNotified(system, toChiefs);
    await expect(acknowledgeAs(system, qianqing, opened)).rejects.toMatchObject({
      slug: 'not-the-addressee',
    });
    await acknowledgeAs(system, officer('qianqing', 'chief'), opened);
    await acknowledgeAs(system, liaison, opened, 'yaqian');
    await system.settle();
    const before = system.publisher.sent.length;
    await system.advance(60 * 60);
    expect(system.publisher.sent).toHaveLength(before);
  });

  it('climbs from one of them to the next', async () => {
    system = await processHarness();
    const request = { ...toChiefs, stationIds: ['yaqian'], toRoles: ['chief', 'deputy'] as const };
    const opened = await openNotified(system, request, {}, rostersWithout('yaqian', 'chief'));
    expect(sentLines(system, opened)).toEqual(['0 sms yaqian-deputy']);
  });
});
