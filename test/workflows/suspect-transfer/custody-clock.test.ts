import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';

import { eventsOf, notificationsOf } from '#test/functions/missing-person/scene.ts';
import { holder } from '#test/functions/transfer/transfer-api.ts';

import {
  courseOf,
  everybodyAcknowledges,
  HOUR,
  MINUTE,
  processScene,
  sentAfterOpening,
  START,
  type Scene,
} from './process-scene.ts';

let scene: Scene;
afterEach(() => scene.close());

const hoursBefore = (hours: number) => new Date(START.getTime() - hours * HOUR * 1000).toISOString();
const hoursAfter = (hours: number) => hoursBefore(-hours);

const saidSchema = z.object({
  deadlines: z.array(z.object({ limitId: z.string(), dueAt: z.string(), point: z.int().optional() })),
});

/** What the clock said, as `hour type limits point`. */
async function saidOf(caseId: string): Promise<string[]> {
  const events = await eventsOf(scene.store, caseId);
  return events
    .filter(({ type }) => type.startsWith('custodyDeadline'))
    .map(({ at, type, data }) => {
      const { deadlines } = saidSchema.parse(data);
      const limits = deadlines.map(({ limitId }) => limitId).join('+');
      const hour = (Date.parse(at) - START.getTime()) / 3_600_000;
      return `${hour} ${type === 'custodyDeadlineNear' ? `near(${deadlines[0]?.point})` : 'overdue'} ${limits}`;
    });
}

/** A suspect under that measure since the scene's first minute. */
const opened = (measure: string, deprivedOfLibertyAt = START.toISOString()) =>
  scene.api.open({ measure, deprivedOfLibertyAt });

describe('the custody clock of a transfer', () => {
  test('warns both chiefs six hours, two hours and half an hour before each limit, then tells the superior', async () => {
    scene = await processScene();
    const caseId = await opened('detention');
    await scene.advance(73 * HOUR);

    const duties = 'detention-centre+family-told+first-questioning';
    expect(await saidOf(caseId)).toEqual([
      `18 near(21600) ${duties}`,
      `22 near(7200) ${duties}`,
      `23.5 near(1800) ${duties}`,
      `24 overdue ${duties}`,
      '66 near(21600) arrest-request',
      '70 near(7200) arrest-request',
      '71.5 near(1800) arrest-request',
      '72 overdue arrest-request',
    ]);
    const notifications = await notificationsOf(scene.store, caseId);
    const near = notifications.filter(({ kind }) => kind === 'custodyDeadlineNear');
    const overdue = notifications.filter(({ kind }) => kind === 'custodyDeadlineOverdue');
    expect(near.map(({ toRoles, legs }) => [toRoles, Object.keys(legs).toSorted()])).toEqual(
      near.map(() => [['chief'], ['qianqing', 'yaqian']]),
    );
    expect([near.length, overdue.map(({ legs }) => Object.keys(legs))]).toEqual([
      6,
      [['liaison-centre'], ['liaison-centre']],
    ]);
  });

  test('reaches the two chiefs and nobody else, in the very minute, and the superior when it is over', async () => {
    scene = await processScene({ calls: true });
    const caseId = await opened('summons');
    await scene.settle();
    await everybodyAcknowledges(scene, caseId);
    for (const minute of [360, 600, 690, 720]) {
      const passed = (scene.clock.now().getTime() - START.getTime()) / 1000;
      await scene.advance(minute * MINUTE - passed);
      await everybodyAcknowledges(scene, caseId);
    }
    await scene.advance(HOUR);

    expect(sentAfterOpening(scene).toSorted()).toEqual(
      [
        '360 sms qianqing-chief',
        '360 sms yaqian-chief',
        '600 sms qianqing-chief',
        '600 sms yaqian-chief',
        '690 sms qianqing-chief',
        '690 sms yaqian-chief',
        '720 sms liaison-2',
        '720 topic liaison-centre',
      ].toSorted(),
    );
  });

  test('says of points that were passed at once only the latest', async () => {
    scene = await processScene();
    const caseId = await opened('summons', hoursBefore(11));
    await scene.advance(2 * HOUR);

    expect(await saidOf(caseId)).toEqual([
      '0 near(7200) summons',
      '0.5 near(1800) summons',
      '1 overdue summons',
    ]);
  });

  test('begins its warnings anew when an extension moves the limit', async () => {
    scene = await processScene();
    const caseId = await opened('summons');
    await scene.advance(7 * HOUR);
    await scene.api.all(caseId, [
      [
        'recordExtension',
        holder,
        {
          limitId: 'summons',
          extensionId: 'summons-complex',
          documentNumber: '延〔2027〕2号',
          issuedAt: hoursAfter(7),
        },
      ],
    ]);
    await scene.advance(18 * HOUR);

    expect(await saidOf(caseId)).toEqual([
      '6 near(21600) summons',
      '18 near(21600) summons',
      '22 near(7200) summons',
      '23.5 near(1800) summons',
      '24 overdue summons',
    ]);
  });

  test('is silent about a duty that was done, and about a measure that another took the place of', async () => {
    scene = await processScene();
    const caseId = await opened('summons');
    await scene.advance(5 * HOUR);
    await scene.api.all(caseId, [
      ['recordMeasure', holder, { measure: 'detention', since: hoursAfter(5), document: '拘〔2027〕1号' }],
      ['recordDuty', holder, { limitId: 'family-told' }],
      ['recordDuty', holder, { limitId: 'first-questioning' }],
    ]);
    await scene.advance(20 * HOUR);

    expect(await saidOf(caseId)).toEqual(['23 near(21600) detention-centre']);
  });

  test('stands while the suspect is at large; what passed meanwhile is told when they are held again', async () => {
    scene = await processScene();
    const caseId = await opened('summons');
    await scene.advance(5 * HOUR);
    await scene.api.all(caseId, [['reportEscape', holder, { place: '桥头' }]]);
    await scene.advance(8 * HOUR);
    expect(await saidOf(caseId)).toEqual([]);

    await scene.api.all(caseId, [['recaptureSuspect', holder, { place: '集镇' }]]);
    await scene.settle();

    expect(await saidOf(caseId)).toEqual(['13 overdue summons']);
  });

  test.each([
    [
      'stops when the suspect is freed by order',
      'freeByOrder',
      { court: '区法院', documentNumber: '1号' },
      [],
    ],
    [
      'goes on after a cancellation, for somebody still holds the suspect',
      'cancelTransfer',
      { reason: '并案' },
      ['6 near(21600) summons', '10 near(7200) summons', '11.5 near(1800) summons', '12 overdue summons'],
    ],
  ] as const)('%s', async (_case, operation, json, said) => {
    scene = await processScene();
    const caseId = await opened('summons');
    await scene.advance(HOUR);
    await scene.api.all(caseId, [[operation, holder, json]]);
    await scene.advance(13 * HOUR);

    expect(await saidOf(caseId)).toEqual(said);
  });

  test('stops when the case is closed', async () => {
    scene = await processScene();
    const caseId = await opened('summons');
    await scene.api.all(caseId, [
      ['cancelTransfer', holder, { reason: '并案' }],
      ['closeTransfer', holder],
    ]);
    await scene.advance(13 * HOUR);

    expect(await saidOf(caseId)).toEqual([]);
    expect(await courseOf(scene, caseId, 'closed')).toEqual(['0 closed']);
  });

  test('loses no warning when its execution goes on in new parts', async () => {
    scene = await processScene({ mostLooks: 3 });
    const caseId = await opened('summons');
    await scene.advance(13 * HOUR);

    expect(await saidOf(caseId)).toEqual([
      '6 near(21600) summons',
      '10 near(7200) summons',
      '11.5 near(1800) summons',
      '12 overdue summons',
    ]);
    expect((await courseOf(scene, caseId, 'processContinued')).length).toBeGreaterThan(1);
  });
});
