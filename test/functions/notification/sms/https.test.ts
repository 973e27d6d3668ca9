import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';

import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { OutcomeUnknownError } from '#functions/notification/publisher.ts';
import { HttpSmsSender } from '#functions/notification/sms/http-sms-sender.ts';
import { SmsProviderStandIn } from '#test/support/sms-provider.ts';

const key = `whsec_${randomBytes(32).toString('base64')}`;
const message = { deliveryId: 'N-1.qianqing.3', telephone: '+8613900000001', text: '内容' };
const passphrase = 'of-this-test';
const folder = mkdtempSync(join(tmpdir(), 'border815-https-'));

let trusted: SmsProviderStandIn;
let unknown: SmsProviderStandIn;

/** A new certificate for 127.0.0.1, by the tool that comes with the Java that the tests need anyway. */
async function certificate(name: string): Promise<{ pfx: Buffer; passphrase: string; pem: string }> {
  const store = ['-keystore', join(folder, `${name}.p12`), '-storetype', 'PKCS12', '-storepass', passphrase];
  const key = ['-alias', name, '-keyalg', 'EC', '-dname', `CN=${name}`, '-ext', 'san=ip:127.0.0.1'];
  const run = promisify(execFile);
  await run('keytool', ['-genkeypair', ...store, ...key]);
  const { stdout: pem } = await run('keytool', ['-exportcert', '-rfc', ...store, '-alias', name]);
  return { pfx: readFileSync(join(folder, `${name}.p12`)), passphrase, pem };
}

beforeAll(async () => {
  const [known, other] = await Promise.all([certificate('known'), certificate('other')]);
  setDefaultCACertificates([...getCACertificates(), known.pem]);
  trusted = await SmsProviderStandIn.open([key], 0, known);
  unknown = await SmsProviderStandIn.open([key], 0, other);
});

beforeEach(() => {
  trusted.reset();
  unknown.reset();
});

afterAll(async () => {
  await Promise.all([trusted, unknown].map((provider) => provider?.close()));
  rmSync(folder, { recursive: true, force: true });
});

function send(url: string): Promise<void> {
  const keys = { get: async () => [new Webhook(key)] };
  return new HttpSmsSender({ url, timeoutMs: 1_500, keys }).send(message, AbortSignal.timeout(10_000));
}

describe('over TLS an SMS', () => {
  it('is taken over by a provider that proves who it is', async () => {
    await send(trusted.url);
    expect(trusted.messages.map(({ to }) => to)).toEqual([message.telephone]);
    expect(trusted.requests).toHaveLength(1);
  });

  it('may have gone out when such a provider stays silent, and is not sent again', async () => {
    trusted.answer = () => 'silence';
    const fault: unknown = await send(trusted.url).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(OutcomeUnknownError);
    expect(fault).toMatchObject({ name: 'SmsProviderSilentError' });
    expect(trusted.requests).toHaveLength(1);
  });

  it.each([
    ['whose certificate nobody vouches for', () => unknown.url],
    ['whose certificate is another host’s', () => trusted.url.replace('127.0.0.1', 'localhost')],
  ])('is never given to a provider %s', async (_who, url) => {
    await expect(send(url())).rejects.toMatchObject({ name: 'SmsProviderUnreachableError' });
    expect([...unknown.requests, ...trusted.requests]).toEqual([]);
  });
});
