import { afterEach, describe, expect, it } from 'vitest';

import { HISTORY_FILLS } from '#workflows/notify/definition.ts';
import * as notifyWorkflow from '#workflows/notify/definition.ts';
import { legExecutionName } from '#platform/notification/open-notification.ts';
import type { Deployment } from '#platform/deployment/deployment.ts';
import {
  acknowledgeAs,
  alert,
  deliveriesOf,
  endCase,
  liaison,
  notificationNow,
  openNotified,
  qianqing,
  sentLines,
  yaqian,
} from '#test/support/notifications.ts';
import { exampleDeployment, officer } from '#test/support/platform.ts';
import { processHarness, type HarnessOptions, type ProcessHarness } from '#test/support/process-harness.ts';

let system: ProcessHarness;
afterEach(() => system.close());

async function start(options?: HarnessOptions): Promise<ProcessHarness> {
  system = await processHarness(options);
  return system;
}

/** The example deployment with another limit for its last level, in minutes. */
function withLastLimit(minutes: number): Deployment {
  const deployment = exampleDeployment();
  const seconds = minutes * 60;
  const { ladder } = deployment.timers;
  const changed = ladder.map((level, index) =>
    index === ladder.length - 1
      ? { ...level, limitSeconds: { critical: seconds, urgent: seconds, normal: seconds } }
      : level,
  );
  return { ...deployment, timers: { ...deployment.timers, ladder: changed } };
}

/** Both stations' lines of one list: the first word of each is the minute. */
function bothStations(lines: readonly string[]): string[] {
  return lines.flatMap((line) => [line.replace('*', 'yaqian'), line.replace('*', 'qianqing')]);
}

/** In order of minute, then text: what happens in one minute has no order. */
function byMinute(lines: readonly string[]): string[] {
  return lines.toSorted((a, b) => Number.parseFloat(a) - Number.parseFloat(b) || a.localeCompare(b));
}

const ladderUntilChief = [
  '0 topic *',
  '0 sms *-duty-1',
  '2.5 sms *-duty-1',
  '5 sms *-deputy',
  '7.5 sms *-deputy',
  '10 sms *-chief',
  '12.5 sms *-chief',
];

describe('an alert that nobody answers for 24 hours', () => {
  it('reaches every level of both stations in order, then the superior again and again', async () => {
    // The last level every hour, so that a day of repetitions stays a quick test.
    await start({ deployment: withLastLimit(60) });
    const opened = await openNotified(system);
    await system.advance(24 * 3600);
    // The case opens at 10:00 in Shanghai: from 20:00 to 08:00 the other liaison is on duty.
    const superior = ['15 sms liaison-1', '45 sms liaison-1'];
    for (let minute = 75; minute <= 24 * 60; minute += 60)
      superior.push(`${minute} sms ${minute < 600 || minute >= 1320 ? 'liaison-1' : 'liaison-2'}`);
    const expected = bothStations([...ladderUntilChief, ...superior]);
    expect(byMinute(sentLines(system, opened))).toEqual(byMinute(expected));
    const deliveries = await deliveriesOf(system, opened.caseId);
    expect(deliveries.every(({ outcome }) => outcome === 'published')).toBe(true);
    expect(deliveries).toHaveLength(expected.length);
  }, 120_000);

  it('repeats the last level at each of its limits, five minutes by default, without a reminder in between', async () => {
    await start();
    const opened = await openNotified(system, { ...alert, stationIds: ['qianqing'] });
    await system.advance(31 * 60);
    expect(sentLines(system, opened).slice(7)).toEqual(
      [15, 17.5, 20, 25, 30].map((minute) => `${minute} sms liaison-1`),
    );
  });

  it('of the highest severity climbs each minute', async () => {
    await start();
    const request = { ...alert, stationIds: ['qianqing'] };
    const opened = await openNotified(system, request, { severity: 'critical' });
    await system.advance(5 * 60);
    expect(sentLines(system, opened)).toEqual([
      '0 topic qianqing',
      '0 sms qianqing-duty-1',
      '0.5 sms qianqing-duty-1',
      '1 sms qianqing-deputy',
      '1.5 sms qianqing-deputy',
      '2 sms qianqing-chief',
      '2.5 sms qianqing-chief',
      '3 sms liaison-1',
      '3.5 sms liaison-1',
      '4 sms liaison-1',
      '5 sms liaison-1',
    ]);
  });

  it('goes on in a new execution before the history fills, and misses nothing', async () => {
    const definition: object = JSON.parse(
      JSON.stringify(notifyWorkflow.definition).replace(HISTORY_FILLS, '{% $looks >= 9 %}'),
    );
    await start({ workflows: { notify: { ...notifyWorkflow, definition } } });
    const opened = await openNotified(system, { ...alert, stationIds: ['qianqing'] });
    await system.advance(26 * 60);
    expect(sentLines(system, opened)).toEqual([
      ...ladderUntilChief.map((line) => line.replace('*', 'qianqing')),
      ...[15, 17.5, 20, 25].map((minute) => `${minute} sms liaison-1`),
    ]);
    const part = (number: number) =>
      system.executions.statusOf('notify', legExecutionName(opened.notificationId, 'qianqing', number));
    expect(await Promise.all([1, 2, 3, 4].map(part))).toEqual([
      'SUCCEEDED',
      'SUCCEEDED',
      'RUNNING',
      undefined,
    ]);
  });
});

describe('an alert opened by an officer of one station', () => {
  it('calls nobody there: its own topic hears it, and the other station is called', async () => {
    await start();
    const opened = await openNotified(system, { ...alert, acknowledgedBy: yaqian });
    await system.advance(6 * 60);
    expect(byMinute(sentLines(system, opened))).toEqual([
      '0 sms qianqing-duty-1',
      '0 topic qianqing',
      '0 topic yaqian',
      '2.5 sms qianqing-duty-1',
      '5 sms qianqing-deputy',
    ]);
    const own = legExecutionName(opened.notificationId, 'yaqian', 1);
    expect(await system.executions.statusOf('notify', own)).toBe('SUCCEEDED');
  });
});

describe('an acknowledgement', () => {
  it.each([
    { minute: 0, by: qianqing, heard: 2 },
    { minute: 3, by: qianqing, heard: 3 },
    { minute: 6, by: officer('qianqing', 'deputy'), heard: 4 },
    { minute: 13, by: officer('qianqing', 'chief'), heard: 7 },
    { minute: 22, by: liaison, heard: 10 },
  ])('at minute $minute ends the calls to that station', async ({ minute, by, heard }) => {
    await start();
    const opened = await openNotified(system, { ...alert, stationIds: ['qianqing'] });
    await system.advance(minute * 60);
    await acknowledgeAs(system, by, opened);
    await system.advance(45 * 60);
    expect(sentLines(system, opened)).toHaveLength(heard);
    const name = legExecutionName(opened.notificationId, 'qianqing', 1);
    expect(await system.executions.statusOf('notify', name)).toBe('SUCCEEDED');
  });

  it('of one station leaves the other one climbing', async () => {
    await start();
    const opened = await openNotified(system);
    await system.advance(6 * 60);
    await acknowledgeAs(system, yaqian, opened);
    await system.advance(10 * 60);
    const lines = sentLines(system, opened).filter((line) => Number.parseFloat(line) > 6);
    expect(lines).toEqual([
      '7.5 sms qianqing-deputy',
      '10 sms qianqing-chief',
      '12.5 sms qianqing-chief',
      '15 sms liaison-1',
    ]);
  });
});

describe('the end of the case', () => {
  it.each(['found', 'withdrawn', 'closed'] as const)('%s: nothing goes out any more', async (status) => {
    await start();
    const opened = await openNotified(system, { ...alert, stationIds: ['qianqing'] });
    await system.advance(6 * 60);
    await endCase(system, opened.caseId, status);
    await system.advance(20 * 60);
    expect(sentLines(system, opened)).toHaveLength(4);
    expect((await notificationNow(system, opened)).legs['qianqing']?.status).toBe('stopped');
  });

  it('found in the very minute in which a level is due: nothing goes out', async () => {
    await start();
    const opened = await openNotified(system, { ...alert, stationIds: ['qianqing'] });
    let found: Promise<void> | undefined;
    // The case is found after the state machine has decided to climb, and before the step runs.
    system.beforeInvocation = async (_name, payload) => {
      if (JSON.stringify(payload).includes('"climb"')) await (found ??= endCase(system, opened.caseId));
    };
    await system.advance(20 * 60);
    expect(found).toBeDefined();
    expect(sentLines(system, opened)).toEqual([
      '0 topic qianqing',
      '0 sms qianqing-duty-1',
      '2.5 sms qianqing-duty-1',
    ]);
  });
});
