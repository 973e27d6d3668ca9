import { randomBytes } from 'node:crypto';

import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { NotificationPorts } from '#functions/notification/leg-view.ts';
import { runNotificationStep } from '#functions/notification/run-notification-step.ts';
import { HttpSmsSender } from '#functions/notification/sms/http-sms-sender.ts';
import { ProviderPublisher } from '#functions/notification/sms/provider-publisher.ts';
import { openBareCase } from '#test/support/cases.ts';
import { alert, deliveriesOf, eventsOf, notify, type NotifiedCase } from '#test/support/notifications.ts';
import { testPlatform } from '#test/support/platform.ts';
import { RecordingPublisher } from '#test/support/recording-publisher.ts';
import { loadRosters, partnershipRosters } from '#test/support/rosters.ts';
import { SmsProviderStandIn } from '#test/support/sms-provider.ts';

const key = `whsec_${randomBytes(32).toString('base64')}`;
const telephones = ['+8613900000201', '+8613900000202', '+8613900000203'];

let provider: SmsProviderStandIn;
let topics: RecordingPublisher;
let ports: NotificationPorts;

beforeAll(async () => {
  provider = await SmsProviderStandIn.open([key]);
  const platform = await testPlatform();
  topics = new RecordingPublisher(platform.clock);
  const keys = { get: async () => [new Webhook(key)] };
  const sms = new HttpSmsSender({ url: provider.url, timeoutMs: 500, keys });
  const publisher = new ProviderPublisher({ topics, sms, telephonesOf: () => telephones });
  ports = { ...platform, publisher, elapsed: () => 0 };
  await loadRosters(ports.store, partnershipRosters());
});

beforeEach(() => {
  provider.reset();
  topics.refuses.clear();
  topics.sent.length = 0;
});

afterAll(() => provider.close());

async function notified(): Promise<NotifiedCase> {
  const { caseId } = await openBareCase(ports);
  return notify(ports, caseId, alert);
}

const tell = ({ caseId, notificationId }: NotifiedCase) =>
  runNotificationStep(ports, { step: 'publishTopic', caseId, notificationId, stationId: 'qianqing' });

const reached = () => provider.messages.map(({ to }) => to).toSorted();

/** Makes the provider answer one telephone's message otherwise. */
function answerFor(telephone: string, answer: number | 'silence'): void {
  provider.answer = ({ body }) => (body.includes(telephone) ? answer : undefined);
}

describe('an alert to a whole station whose telephones are not reached by its topic', () => {
  it('goes to every telephone of the duty room by the provider, and to the mailboxes by the topic', async () => {
    const opened = await notified();
    await tell(opened);
    expect(reached()).toEqual(telephones);
    expect(topics.sent.map(({ channel, to }) => `${channel} ${to}`)).toEqual(['topic qianqing']);
    expect(new Set(provider.messages.map(({ text }) => text))).toEqual(
      new Set(topics.sent.map(({ text }) => text)),
    );
    expect(new Set(provider.messages.map(({ id }) => id)).size).toBe(telephones.length);
    expect(await deliveriesOf(ports, opened.caseId)).toMatchObject([
      { channel: 'topic', outcome: 'published' },
    ]);
  });

  it('names each message by its delivery, without anything of the case or of people', async () => {
    const opened = await notified();
    await tell(opened);
    for (const { id } of provider.messages) {
      expect(id).toMatch(/^N-[0-9A-Z]{26}_qianqing_1_[123]$/);
      expect(id).not.toContain(opened.caseId);
    }
  });

  it('has failed when one telephone is refused: the case says "telephone them", and the others have it', async () => {
    const opened = await notified();
    answerFor('+8613900000202', 422);
    await tell(opened);
    expect(reached()).toEqual(['+8613900000201', '+8613900000203']);
    expect(await deliveriesOf(ports, opened.caseId)).toMatchObject([
      { channel: 'topic', outcome: 'failed', error: 'SmsRefused422Error' },
    ]);
    expect((await eventsOf(ports, opened.caseId)).at(-1)).toMatchObject({
      type: 'deliveryFailed',
      data: { channel: 'topic', stationId: 'qianqing', outcome: 'failed' },
    });
  });

  it('is sent to nobody a second time when the step is repeated after such a failure', async () => {
    const opened = await notified();
    answerFor('+8613900000202', 422);
    await tell(opened);
    await tell(opened);
    expect(provider.requests).toHaveLength(telephones.length);
    expect(topics.sent).toHaveLength(1);
  });

  it('has failed when the mailboxes cannot be reached, and the telephones have it', async () => {
    const opened = await notified();
    topics.refuses.add('qianqing');
    await tell(opened);
    expect(reached()).toEqual(telephones);
    expect(await deliveriesOf(ports, opened.caseId)).toMatchObject([
      { outcome: 'failed', error: 'InvalidParameterException' },
    ]);
  });

  it('is unconfirmed when nothing is worse than a missing answer', async () => {
    const opened = await notified();
    answerFor('+8613900000203', 'silence');
    await tell(opened);
    expect(await deliveriesOf(ports, opened.caseId)).toMatchObject([
      { outcome: 'unconfirmed', error: 'SmsProviderSilentError' },
    ]);
    expect((await eventsOf(ports, opened.caseId)).at(-1)).toMatchObject({
      type: 'deliveryFailed',
      data: { outcome: 'unconfirmed' },
    });
  });

  it('has failed when one telephone gave no answer and another was certainly not reached', async () => {
    const opened = await notified();
    provider.answer = ({ body }) =>
      body.includes('+8613900000201') ? 'silence' : body.includes('+8613900000202') ? 403 : undefined;
    await tell(opened);
    expect(await deliveriesOf(ports, opened.caseId)).toMatchObject([
      { outcome: 'failed', error: 'SmsRefused403Error' },
    ]);
  });

  it('leaves no number and no text in what is recorded', async () => {
    const opened = await notified();
    answerFor('+8613900000201', 500);
    await tell(opened);
    const recorded = JSON.stringify([
      await deliveriesOf(ports, opened.caseId),
      await eventsOf(ports, opened.caseId),
    ]);
    expect(recorded).toContain('SmsFault500Error');
    expect(recorded).not.toMatch(/139000002/);
  });
});

describe('a direct SMS by the provider', () => {
  it('reaches the officer on duty with their link, as their delivery', async () => {
    const opened = await notified();
    await tell(opened);
    provider.reset();
    const { caseId, notificationId } = opened;
    await runNotificationStep(ports, {
      step: 'callFirstLevel',
      caseId,
      notificationId,
      stationId: 'qianqing',
    });
    expect(provider.messages).toHaveLength(1);
    expect(provider.messages[0]?.text).toMatch(/\/l\/[\w-]{22}$/);
    expect((await deliveriesOf(ports, caseId)).at(-1)).toMatchObject({
      channel: 'sms',
      outcome: 'published',
      officerId: expect.stringMatching(/^qianqing-duty-/),
    });
  });
});
