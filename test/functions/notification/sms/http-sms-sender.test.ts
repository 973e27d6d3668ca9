import { randomBytes } from 'node:crypto';

import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { OutcomeUnknownError } from '#functions/notification/publisher.ts';
import { HttpSmsSender } from '#functions/notification/sms/http-sms-sender.ts';
import { SmsProviderStandIn, type ReceivedRequest } from '#test/support/sms-provider.ts';

const newKey = () => `whsec_${randomBytes(32).toString('base64')}`;
const [key, otherKey, thirdKey] = [newKey(), newKey(), newKey()];
const message = {
  deliveryId: 'N-01KAQW2M5T.qianqing.3',
  telephone: '+8613900000001',
  text: '走失警情，请确认 https://b815.example/l/x',
};

let provider: SmsProviderStandIn;

beforeAll(async () => {
  provider = await SmsProviderStandIn.open([key]);
});

beforeEach(() => {
  provider.reset();
  provider.keys = [key];
});

afterAll(() => provider.close());

const signal = () => AbortSignal.timeout(10_000);

function sender({ keys = [key], url = provider.url, timeoutMs = 5_000 } = {}): HttpSmsSender {
  return new HttpSmsSender({
    url,
    timeoutMs,
    keys: { get: async () => keys.map((each) => new Webhook(each)) },
  });
}

/** What sending ended with. */
async function faultOf(sending: Promise<void>): Promise<{ name: string; unknown: boolean; text: string }> {
  const fault: unknown = await sending.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(fault instanceof Error)) throw new Error('The message was taken over.');
  return {
    name: fault.name,
    unknown: fault instanceof OutcomeUnknownError,
    text: `${fault.message} ${fault.stack}`,
  };
}

describe('an SMS by a provider', () => {
  it('is posted once, with number and text in the body only, and taken over', async () => {
    await sender().send(message, signal());
    expect(provider.messages).toEqual([
      { id: 'N-01KAQW2M5T_qianqing_3', to: message.telephone, text: message.text },
    ]);
    expect(provider.requests).toHaveLength(1);
    const [{ path, headers } = { path: '', headers: {} }] = provider.requests;
    expect(path).toBe('/v1/messages?deployment=example');
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', connection: 'close' });
    expect(`${path} ${JSON.stringify(headers)}`).not.toContain('139000000');
  });

  it('bears the signature that other implementations of the standard expect', async () => {
    await sender().send(message, signal());
    const [{ headers, body } = { headers: {}, body: '' }] = provider.requests;
    expect(new Webhook(key).verify(body, headers)).toEqual({ to: message.telephone, text: message.text });
    expect(() => new Webhook(otherKey).verify(body, headers)).toThrow('No matching signature');
  });

  it.each([200, 201, 202, 204])('is taken over when the answer is %d', async (status) => {
    provider.answer = () => status;
    await sender().send(message, signal());
    expect(provider.requests).toHaveLength(1);
  });
});

describe('a provider that checks signatures', () => {
  it('refuses a request signed by another key', async () => {
    const fault = await faultOf(sender({ keys: [otherKey] }).send(message, signal()));
    expect(fault).toMatchObject({ name: 'SmsRefused401Error', unknown: false });
    expect(provider.messages).toEqual([]);
  });

  it('refuses a request whose time is long past, or far ahead', async () => {
    for (const minutes of [6, -6]) {
      provider.now = () => Date.now() + minutes * 60_000;
      const fault = await faultOf(sender().send(message, signal()));
      expect(fault.name).toBe('SmsRefused401Error');
    }
    expect(provider.messages).toEqual([]);
  });

  /** Sends a genuine request to the provider again, changed. */
  async function again(change: (request: ReceivedRequest) => Partial<ReceivedRequest>): Promise<number> {
    await sender().send(message, signal());
    const [request] = provider.requests;
    if (request === undefined) throw new Error('Nothing was sent.');
    const { headers, body } = { ...request, ...change(request) };
    const { 'content-length': _length, host: _host, connection: _connection, ...kept } = headers;
    const { status } = await fetch(provider.url, { method: 'POST', headers: kept, body });
    return status;
  }

  it('refuses a request whose body was altered on the way', async () => {
    const status = await again(({ body }) => ({ body: body.replace('+8613900000001', '+8613900000002') }));
    expect(status).toBe(401);
    expect(provider.messages).toHaveLength(1);
  });

  it('refuses a request whose id or time was altered on the way', async () => {
    const altered = (name: string, value: string) =>
      again(({ headers }) => ({ headers: { ...headers, [name]: value } }));
    expect(await altered('webhook-id', 'N-01KAQW2M5T_qianqing_4')).toBe(401);
    provider.reset();
    expect(await altered('webhook-timestamp', String(Math.floor(Date.now() / 1000) + 60))).toBe(401);
  });

  it('sends nothing twice when a request is played to it again', async () => {
    expect(await again(() => ({}))).toBe(409);
    expect(provider.messages).toHaveLength(1);
  });
});

describe('while the key is being changed', () => {
  it('is taken over by a provider that knows the old key, the new one, or both', async () => {
    const changing = sender({ keys: [key, otherKey] });
    for (const known of [[key], [otherKey], [otherKey, key]]) {
      provider.reset();
      provider.keys = known;
      await changing.send(message, signal());
      expect(provider.messages).toHaveLength(1);
    }
  });

  it('is refused by one that knows neither', async () => {
    provider.keys = [thirdKey];
    const fault = await faultOf(sender({ keys: [key, otherKey] }).send(message, signal()));
    expect(fault.name).toBe('SmsRefused401Error');
  });
});

describe('a message that was not taken over', () => {
  it.each([301, 302, 307, 400, 401, 403, 404, 408, 413, 422, 429])(
    'is refused for certain when the answer is %d, and is not sent again',
    async (status) => {
      provider.answer = () => status;
      const fault = await faultOf(sender().send(message, signal()));
      expect(fault).toMatchObject({ name: `SmsRefused${status}Error`, unknown: false });
      expect(provider.requests).toHaveLength(1);
    },
  );

  it.each([500, 502, 503, 504])(
    'may have gone out when the answer is %d, and is not sent again',
    async (status) => {
      provider.answer = () => status;
      const fault = await faultOf(sender().send(message, signal()));
      expect(fault).toMatchObject({ name: `SmsFault${status}Error`, unknown: true });
      expect(provider.requests).toHaveLength(1);
    },
  );

  it('may have gone out when no answer comes in time, and is not sent again', async () => {
    provider.answer = () => 'silence';
    const began = performance.now();
    const fault = await faultOf(sender({ timeoutMs: 500 }).send(message, signal()));
    expect(fault).toMatchObject({ name: 'SmsProviderSilentError', unknown: true });
    expect(performance.now() - began).toBeLessThan(2_500);
    expect(provider.requests).toHaveLength(1);
  });

  it('may have gone out when its claim ends before the answer', async () => {
    provider.answer = () => 'silence';
    const fault = await faultOf(sender().send(message, AbortSignal.timeout(300)));
    expect(fault).toMatchObject({ name: 'SmsProviderSilentError', unknown: true });
  });

  it('may have gone out when the provider hangs up, and is not sent again', async () => {
    provider.answer = () => 'cut';
    const fault = await faultOf(sender().send(message, signal()));
    expect(fault).toMatchObject({ name: 'SmsProviderSilentError', unknown: true });
    expect(provider.requests).toHaveLength(1);
  });

  it('may have gone out when the provider wants another protocol, for whose answer nobody waits', async () => {
    provider.answer = () => 'upgrade';
    const fault = await faultOf(sender().send(message, signal()));
    expect(fault).toMatchObject({ name: 'SmsProviderSilentError', unknown: true });
    expect(provider.requests).toHaveLength(1);
  });

  it('has certainly not gone out when nobody listens', async () => {
    const gone = await SmsProviderStandIn.open([key]);
    const { url } = gone;
    await gone.close();
    const fault = await faultOf(sender({ url }).send(message, signal()));
    expect(fault).toMatchObject({ name: 'SmsProviderUnreachableError', unknown: false });
  });

  it('has certainly not gone out when the other side speaks no TLS', async () => {
    const url = provider.url.replace('http:', 'https:');
    const fault = await faultOf(sender({ url, timeoutMs: 500 }).send(message, signal()));
    expect(fault).toMatchObject({ name: 'SmsProviderUnreachableError', unknown: false });
    expect(provider.requests).toEqual([]);
  });

  it('is told without number, text or address', async () => {
    const faults = [
      await faultOf(sender({ keys: [otherKey] }).send(message, signal())),
      await faultOf(sender({ url: 'http://127.0.0.1:1/x', timeoutMs: 500 }).send(message, signal())),
    ];
    for (const { text } of faults) expect(text).not.toMatch(/139000000|走失|b815|127\.0\.0\.1/);
  });
});

describe('a provider that restarts', () => {
  it('gets the message once it listens again, and only once', async () => {
    const before = await SmsProviderStandIn.open([key]);
    const { port, url } = before;
    await before.close();
    const sending = sender({ url }).send(message, signal());
    const after = await SmsProviderStandIn.open([key], port);
    await sending;
    expect(after.messages).toHaveLength(1);
    expect(after.requests).toHaveLength(1);
    await after.close();
  });
});
