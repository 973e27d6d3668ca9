import { afterEach, describe, expect, it } from 'vitest';

import { OutcomeUnknownError } from '#functions/notification/publisher.ts';
import { linkKey, linkSchema } from '#platform/link/link.ts';
import { sha256 } from '#platform/ids.ts';
import {
  acknowledgeAs,
  alert,
  deliveriesOf,
  endCase,
  eventsOf,
  liaison,
  notificationNow,
  notify,
  openNotified,
  sentLines,
} from '#test/support/notifications.ts';
import { aroundCreating } from '#test/support/around-creating.ts';
import { processHarness, type ProcessHarness } from '#test/support/process-harness.ts';
import { rostersWithout, telephoneOf } from '#test/support/rosters.ts';

let system: ProcessHarness;
afterEach(() => system.close());

const inform = { ...alert, requiresAcknowledgement: false };

/** The link at the end of the message sent last, by its token. */
async function linkInLastMessage() {
  const token = system.publisher.sent.at(-1)?.text.match(/\/l\/([\w-]{22})$/)?.[1];
  return token === undefined ? undefined : (await system.store.get(linkKey(sha256(token)), linkSchema))?.body;
}

describe('a message that needs no acknowledgement', () => {
  it('is said once to topic and officer on duty, and carries no link', async () => {
    system = await processHarness();
    const opened = await openNotified(system, { ...inform, kind: 'searchReplanned' });
    await system.advance(60 * 60);
    expect(sentLines(system, opened).toSorted()).toEqual([
      '0 sms qianqing-duty-1',
      '0 sms yaqian-duty-1',
      '0 topic qianqing',
      '0 topic yaqian',
    ]);
    expect(system.publisher.sent.map(({ text }) => text).join()).not.toContain('http');
  });

  it('goes to the next level when nobody is on duty', async () => {
    system = await processHarness();
    const request = { ...inform, kind: 'closeReminder', toTopic: false, stationIds: ['yaqian'] } as const;
    const rosters = rostersWithout('yaqian', 'dutyOfficer');
    const opened = await openNotified(system, request, { status: 'found' }, rosters);
    expect(sentLines(system, opened)).toEqual(['0 sms yaqian-deputy']);
    expect((await deliveriesOf(system, opened.caseId)).map(({ outcome }) => outcome)).toEqual([
      'noRecipient',
      'published',
    ]);
  });

  it('stand-down goes out because the search has ended', async () => {
    system = await processHarness();
    const alerted = await openNotified(system, { ...alert, acknowledgedBy: liaison });
    await endCase(system, alerted.caseId);
    const standDown = await notify(system, alerted.caseId, { ...inform, kind: 'standDown' });
    await system.advance(60 * 60);
    expect(sentLines(system, standDown).slice(4).toSorted()).toEqual([
      '0 sms qianqing-duty-1',
      '0 sms yaqian-duty-1',
      '0 topic qianqing',
      '0 topic yaqian',
    ]);
  });
});

describe('a message that needs no acknowledgement and was taken over for nobody', () => {
  const toOne = { ...inform, kind: 'searchReplanned', toTopic: false, stationIds: ['qianqing'] } as const;

  /** How often somebody is to be telephoned, as the case says it. */
  async function toldToTelephone(caseId: string) {
    const events = await eventsOf(system, caseId);
    return events
      .filter(({ type }) => type === 'deliveryFailed')
      .map(({ data }) => `${String(data['officerId'])} ${String(data['outcome'])}`);
  }

  it('goes to the next level at once when the provider refuses it', async () => {
    system = await processHarness();
    system.publisher.refuses.add(telephoneOf('qianqing', 'qianqing-duty-1'));
    const opened = await openNotified(system, toOne);
    expect(sentLines(system, opened)).toEqual(['0 sms qianqing-deputy']);
    expect(await toldToTelephone(opened.caseId)).toEqual(['qianqing-duty-1 failed']);
  });

  it('goes to the next level when its process was killed between claim and publish', async () => {
    let alive = true;
    const kill = () => {
      if (!alive) return;
      alive = false;
      throw new Error('killed');
    };
    system = await processHarness({ wrapStore: aroundCreating('delivery', { after: kill }) });
    const opened = await openNotified(system, toOne);
    await system.advance(9);
    expect(sentLines(system, opened)).toEqual([]);
    await system.advance(2);
    expect(await toldToTelephone(opened.caseId)).toEqual(['qianqing-duty-1 unconfirmed']);
    expect(system.publisher.sent.map(({ to }) => to)).toEqual([telephoneOf('qianqing', 'qianqing-deputy')]);
    await system.advance(3600);
    expect(system.publisher.sent).toHaveLength(1);
  });

  it('is told of at each level when no provider answers, and ends there', async () => {
    system = await processHarness();
    system.publisher.before = () => {
      throw new OutcomeUnknownError('The provider is silent.');
    };
    const opened = await openNotified(system, toOne);
    await system.advance(3600);
    expect(await toldToTelephone(opened.caseId)).toEqual([
      'qianqing-duty-1 unconfirmed',
      'qianqing-deputy unconfirmed',
      'qianqing-chief unconfirmed',
      'liaison-1 unconfirmed',
    ]);
    expect((await notificationNow(system, opened)).legs['qianqing']?.status).toBe('sent');
  });
});

describe('a task given to one officer', () => {
  it('reaches that officer alone, with a link to the task that expires', async () => {
    system = await processHarness();
    const opened = await openNotified(system, {
      kind: 'taskAssigned',
      stationIds: ['qianqing'],
      requiresAcknowledgement: false,
      toTopic: false,
      recipientId: 'qianqing-patrol-1',
      taskId: 'T-1',
    });
    await system.advance(60 * 60);
    expect(sentLines(system, opened)).toEqual(['0 sms qianqing-patrol-1']);
    expect(await linkInLastMessage()).toMatchObject({
      kind: 'task',
      caseId: opened.caseId,
      stationId: 'qianqing',
      officerId: 'qianqing-patrol-1',
      officerStationId: 'qianqing',
      taskId: 'T-1',
      expiresAt: new Date(opened.openedAt.getTime() + 86_400_000).toISOString(),
    });
  });

  it('to an officer who is not in the roster: told on the case, nobody else is called', async () => {
    system = await processHarness();
    const opened = await openNotified(system, {
      kind: 'taskAssigned',
      stationIds: ['qianqing'],
      requiresAcknowledgement: false,
      toTopic: false,
      recipientId: 'nobody',
      taskId: 'T-1',
    });
    expect(system.publisher.sent).toEqual([]);
    expect((await deliveriesOf(system, opened.caseId)).map(({ outcome }) => outcome)).toEqual([
      'noRecipient',
    ]);
  });
});

describe('the link of an alert', () => {
  it('lets the superior’s liaison answer for the station that did not', async () => {
    system = await processHarness();
    const opened = await openNotified(system, { ...alert, stationIds: ['qianqing'] });
    await system.advance(15 * 60);
    expect(await linkInLastMessage()).toMatchObject({
      kind: 'acknowledge',
      notificationId: opened.notificationId,
      stationId: 'qianqing',
      officerId: 'liaison-1',
      officerStationId: 'liaison-centre',
      roles: ['liaison'],
    });
  });
});

describe('a call to the superior', () => {
  it('climbs the superior’s levels alone until its liaison answers', async () => {
    system = await processHarness();
    const request = { ...alert, kind: 'superiorCalled', stationIds: ['liaison-centre'] } as const;
    const opened = await openNotified(system, request);
    await system.advance(11 * 60);
    await acknowledgeAs(system, liaison, opened);
    await system.advance(20 * 60);
    expect(sentLines(system, opened)).toEqual([
      '0 topic liaison-centre',
      '0 sms liaison-1',
      '2.5 sms liaison-1',
      '5 sms liaison-1',
      '10 sms liaison-1',
    ]);
  });
});

describe('a drill', () => {
  it('says so in every message', async () => {
    system = await processHarness();
    await openNotified(system, { ...alert, stationIds: ['qianqing'] }, { drill: true });
    await system.advance(6 * 60);
    expect(system.publisher.sent).toHaveLength(4);
    for (const { text, subject } of system.publisher.sent)
      expect([text, subject ?? text].every((part) => part.startsWith('【演练】'))).toBe(true);
  });
});
