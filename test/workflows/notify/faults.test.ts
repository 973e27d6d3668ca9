import { afterEach, describe, expect, it } from 'vitest';

import { legExecutionName } from '#platform/notification/open-notification.ts';
import { runCaseCommand } from '#platform/case/case-command.ts';
import { anyCaseSchema } from '#platform/case/case.ts';
import { waitKey, waitSchema } from '#platform/wait/wait.ts';
import { BusyError } from '#platform/errors.ts';
import { aroundCreating } from '#test/support/around-creating.ts';
import {
  acknowledgeAs,
  alert,
  deliveriesOf,
  endCase,
  eventsOf,
  notificationNow,
  openNotified,
  qianqing,
  sentLines,
} from '#test/support/notifications.ts';
import { harnessArn } from '#test/support/engine-executions.ts';
import { processHarness, type HarnessOptions, type ProcessHarness } from '#test/support/process-harness.ts';
import { rostersWithout, telephoneOf } from '#test/support/rosters.ts';

let system: ProcessHarness;
afterEach(() => system.close());

const oneStation = { ...alert, stationIds: ['qianqing'] };

async function start(options?: HarnessOptions): Promise<ProcessHarness> {
  system = await processHarness(options);
  return system;
}

describe('somebody who is quicker than the claim of a call', () => {
  /** Lets `happen` be committed after the second call of an SMS was decided on, and before its claim is. */
  async function startWith(happen: (opened: Awaited<ReturnType<typeof openNotified>>) => Promise<unknown>) {
    let opened: Awaited<ReturnType<typeof openNotified>> | undefined;
    let once: Promise<unknown> | undefined;
    await start({
      wrapStore: aroundCreating('link', {
        before: async () => {
          if (opened !== undefined) await (once ??= happen(opened));
        },
      }),
    });
    opened = await openNotified(system, oneStation);
    await system.advance(20 * 60);
    expect(once).toBeDefined();
    return opened;
  }

  it('by finding the person: nothing is claimed any more', async () => {
    const opened = await startWith(({ caseId }) => endCase(system, caseId));
    expect(await deliveriesOf(system, opened.caseId)).toHaveLength(2);
    expect(sentLines(system, opened)).toEqual(['0 topic qianqing', '0 sms qianqing-duty-1']);
  });

  it('by acknowledging: nothing is claimed any more', async () => {
    const opened = await startWith((notified) => acknowledgeAs(system, qianqing, notified));
    expect(await deliveriesOf(system, opened.caseId)).toHaveLength(2);
    expect((await notificationNow(system, opened)).legs['qianqing']?.status).toBe('acknowledged');
  });
});

describe('an SMS that the provider refuses', () => {
  it('is an outcome and at once an event of the case; the ladder is climbed as ever', async () => {
    await start();
    system.publisher.refuses.add(telephoneOf('qianqing', 'qianqing-duty-1'));
    const opened = await openNotified(system, oneStation);
    const [topic, sms] = await deliveriesOf(system, opened.caseId);
    expect(topic?.outcome).toBe('published');
    expect(sms).toMatchObject({
      outcome: 'failed',
      error: 'InvalidParameterException',
      officerId: 'qianqing-duty-1',
    });
    expect((await eventsOf(system, opened.caseId)).at(-1)).toMatchObject({
      type: 'deliveryFailed',
      by: { kind: 'system' },
      data: { stationId: 'qianqing', officerId: 'qianqing-duty-1', outcome: 'failed', level: 0 },
    });
    await system.advance(5 * 60);
    expect(sentLines(system, opened).slice(1)).toEqual(['5 sms qianqing-deputy']);
  });

  it('leaves no trace of number or text in the event', async () => {
    await start();
    const number = telephoneOf('qianqing', 'qianqing-duty-1');
    system.publisher.refuses.add(number);
    const opened = await openNotified(system, oneStation);
    expect(JSON.stringify(await eventsOf(system, opened.caseId))).not.toContain(number.slice(3));
  });

  it('a topic that cannot be published to is told as well, and the officer is called all the same', async () => {
    await start();
    system.publisher.refuses.add('qianqing');
    const opened = await openNotified(system, oneStation);
    expect(sentLines(system, opened)).toEqual(['0 sms qianqing-duty-1']);
    expect((await eventsOf(system, opened.caseId)).at(-1)).toMatchObject({
      type: 'deliveryFailed',
      data: { channel: 'topic' },
    });
  });
});

describe('a process that is killed between claim and publish', () => {
  /** Lets the first claim of an SMS be committed, and the process die before it hears of it. */
  function killedAfterFirstSmsClaim() {
    let alive = true;
    return aroundCreating('link', {
      after: () => {
        if (!alive) return;
        alive = false;
        throw new Error('killed');
      },
    });
  }

  it('does not publish later: the claim is given up after ten seconds, told on the case, and the ladder goes on', async () => {
    await start({ wrapStore: killedAfterFirstSmsClaim() });
    const opened = await openNotified(system, oneStation);
    await system.advance(9);
    expect((await deliveriesOf(system, opened.caseId))[1]?.outcome).toBe('claimed');
    await system.advance(2);
    expect((await deliveriesOf(system, opened.caseId))[1]).toMatchObject({ outcome: 'unconfirmed' });
    expect((await eventsOf(system, opened.caseId)).at(-1)).toMatchObject({ type: 'deliveryFailed' });
    await system.advance(5 * 60);
    expect(sentLines(system, opened)).toEqual([
      '0 topic qianqing',
      '2.5 sms qianqing-duty-1',
      '5 sms qianqing-deputy',
    ]);
  });

  it('a claim that took longer than ten seconds is not published', async () => {
    let slow = true;
    await start({
      wrapStore: aroundCreating('link', {
        after: () => {
          if (slow) system.elapsedMs += 10_001;
          slow = false;
        },
      }),
    });
    const opened = await openNotified(system, oneStation);
    expect(sentLines(system, opened)).toEqual(['0 topic qianqing']);
    expect((await deliveriesOf(system, opened.caseId))[1]).toMatchObject({
      outcome: 'unconfirmed',
      error: 'ClaimTooOld',
    });
  });

  it('once its outcome is known, a claim is not given up any more', async () => {
    await start();
    const opened = await openNotified(system, oneStation);
    await system.advance(60);
    const outcomes = (await deliveriesOf(system, opened.caseId)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['published', 'published']);
    expect((await eventsOf(system, opened.caseId)).map(({ type }) => type)).toEqual(['opened', 'notified']);
  });
});

describe('a level that nobody holds', () => {
  it('is told on the case, and the next one is called in the same minute', async () => {
    await start();
    const opened = await openNotified(system, oneStation, {}, rostersWithout('qianqing', 'deputy'));
    await system.advance(8 * 60);
    expect(sentLines(system, opened).slice(2)).toEqual([
      '2.5 sms qianqing-duty-1',
      '5 sms qianqing-chief',
      '7.5 sms qianqing-chief',
    ]);
    expect((await eventsOf(system, opened.caseId)).at(-1)).toMatchObject({
      type: 'deliveryFailed',
      data: { outcome: 'noRecipient', role: 'deputy', level: 1 },
    });
  });

  it('without any roster: every level is told at once, the last one again at each limit', async () => {
    await start();
    const opened = await openNotified(system, oneStation, {}, {});
    await system.advance(11 * 60);
    expect(sentLines(system, opened)).toEqual(['0 topic qianqing']);
    const deliveries = (await deliveriesOf(system, opened.caseId)).slice(1);
    expect(deliveries.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => 'noRecipient'));
    expect(deliveries.map(({ level }) => level)).toEqual([0, 1, 2, 3, 3, 3]);
    // However long it goes on, a look does not read what has its outcome again.
    const leg = (await notificationNow(system, opened)).legs['qianqing'];
    expect(leg?.deliveries).toBe(7);
    expect(leg?.settled).toBe(7);
  });
});

describe('a storm of wake-ups', () => {
  it('sends nothing twice', async () => {
    await start();
    const opened = await openNotified(system, oneStation);
    for (let burst = 0; burst < 3; burst++) {
      await Promise.all(Array.from({ length: 4 }, () => touch(opened.caseId)));
      await system.settle();
    }
    await system.advance(4 * 60);
    expect(sentLines(system, opened)).toEqual([
      '0 topic qianqing',
      '0 sms qianqing-duty-1',
      '2.5 sms qianqing-duty-1',
    ]);
  });

  async function touch(caseId: string) {
    await runCaseCommand(system, {
      schema: anyCaseSchema,
      caseId,
      actor: { kind: 'system', process: 'test' },
      action: 'process.touch',
      decide: (state) => ({
        next: state,
        event: { type: 'noted', data: {} },
        effects: [{ type: 'wake', caseId, waits: ['*'], version: state.version + 1 }],
        reply: { status: 200, body: {} },
      }),
    });
  }
});

describe('an execution that dies', () => {
  it('is followed by another from the sweeper, which goes on where the ladder was', async () => {
    await start();
    const opened = await openNotified(system, oneStation);
    const name = legExecutionName(opened.notificationId, 'qianqing', 1);
    await system.engine.stopExecution({
      executionArn: `${harnessArn('states', 'execution', 'notify')}:${name}`,
    });
    await system.advance(4 * 60);
    expect(sentLines(system, opened)).toHaveLength(2);
    await system.sweep(); // finds the token closed
    await system.sweep(); // finds nobody behind it
    await system.advance(6 * 60);
    expect(sentLines(system, opened).slice(2)).toEqual([
      '4 sms qianqing-duty-1',
      '5 sms qianqing-deputy',
      '7.5 sms qianqing-deputy',
      '10 sms qianqing-chief',
    ]);
  });

  it('a step that keeps finding the store busy is tried again', async () => {
    await start();
    let refusals = 5;
    system.beforeInvocation = (name) => {
      if (name === 'NotificationStepsFunctionArn' && refusals-- > 0) throw new BusyError();
    };
    const opened = await openNotified(system, oneStation);
    await system.advance(60);
    expect(sentLines(system, opened).map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'topic qianqing',
      'sms qianqing-duty-1',
    ]);
  });

  it('leaves no wait behind when the leg has ended', async () => {
    await start();
    const opened = await openNotified(system, oneStation);
    const key = waitKey(opened.caseId, `leg.${opened.notificationId}.qianqing`);
    expect((await system.store.get(key, waitSchema))?.body.token).toBeDefined();
    await acknowledgeAs(system, qianqing, opened);
    await system.settle();
    expect(await system.store.get(key, waitSchema)).toBeUndefined();
  });
});
