import { afterEach, describe, expect, it } from 'vitest';

import { alert, openNotified, sentLines } from '#test/support/notifications.ts';
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

  it('climbs from one of them to the next', async () => {
    system = await processHarness();
    const request = { ...toChiefs, stationIds: ['yaqian'], toRoles: ['chief', 'deputy'] as const };
    const opened = await openNotified(system, request, {}, rostersWithout('yaqian', 'chief'));
    expect(sentLines(system, opened)).toEqual(['0 sms yaqian-deputy']);
  });
});
