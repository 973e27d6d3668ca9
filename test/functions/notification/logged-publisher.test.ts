import { describe, expect, it } from 'vitest';

import { LoggedPublisher, UNDELIVERED_MESSAGE } from '#functions/notification/logged-publisher.ts';
import { OutcomeUnknownError, type Publisher } from '#functions/notification/publisher.ts';

const sms = { deliveryId: 'N-1.qianqing.3', telephone: '+8613900000001', text: '走失警情' };
const toStation = { deliveryId: 'N-1.qianqing.1', subject: '主题', text: '走失警情' };
const signal = () => AbortSignal.timeout(5_000);

/** A publisher that fails with `error`, if there is one, and the entries it leaves. */
function logged(error?: Error) {
  const entries: unknown[][] = [];
  const outcome = async () => {
    if (error !== undefined) throw error;
  };
  const publisher: Publisher = { publishToTopic: outcome, sendSms: outcome };
  return {
    entries,
    publisher: new LoggedPublisher(publisher, { error: (...entry) => void entries.push(entry) }),
  };
}

describe('a message that was taken over', () => {
  it('leaves no trace in the log', async () => {
    const { entries, publisher } = logged();
    await publisher.sendSms(sms, signal());
    await publisher.publishToTopic('qianqing', toStation, signal());
    expect(entries).toEqual([]);
  });
});

describe('a message that was not taken over', () => {
  it('is logged by delivery and name of the fault, and fails as before', async () => {
    const error = new OutcomeUnknownError('no answer for +8613900000001');
    const { entries, publisher } = logged(error);
    await expect(publisher.sendSms(sms, signal())).rejects.toBe(error);
    expect(entries).toEqual([
      [
        UNDELIVERED_MESSAGE,
        { deliveryId: sms.deliveryId, channel: 'sms', fault: 'OutcomeUnknownError', outcomeKnown: false },
      ],
    ]);
  });

  it('to a whole station is logged too, without what was said or to whom', async () => {
    const error = Object.assign(new Error('+8613900000001'), { name: '走失 +8613900000001' });
    const { entries, publisher } = logged(error);
    await expect(publisher.publishToTopic('qianqing', toStation, signal())).rejects.toBe(error);
    expect(entries).toEqual([
      [
        UNDELIVERED_MESSAGE,
        { deliveryId: toStation.deliveryId, channel: 'topic', fault: 'UnnamedError', outcomeKnown: true },
      ],
    ]);
  });

  it('is of unknown outcome when its time ran out, whatever the provider’s error', async () => {
    const { entries, publisher } = logged(new Error('cut off'));
    await expect(publisher.sendSms(sms, AbortSignal.abort())).rejects.toThrow('cut off');
    expect(entries).toMatchObject([[UNDELIVERED_MESSAGE, { outcomeKnown: false }]]);
  });
});
