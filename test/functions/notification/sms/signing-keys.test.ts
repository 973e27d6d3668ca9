import { randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { SigningKeys } from '#functions/notification/sms/signing-keys.ts';

const newKey = () => `whsec_${randomBytes(32).toString('base64')}`;
const MINUTE_MS = 60_000;

/** Keys read from a secret that can be changed or lost, by a clock that is turned. */
function keysOf(first: string) {
  const secret = { text: first, lost: false, reads: 0, elapsed: 0 };
  const stale: string[] = [];
  const read = async () => {
    secret.reads += 1;
    if (secret.lost) throw new Error(`cannot read ${secret.text}`);
    return secret.text;
  };
  const onStale = (fault: string) => void stale.push(fault);
  return { secret, stale, keys: new SigningKeys(read, () => secret.elapsed, onStale) };
}

const at = new Date('2027-03-01T00:00:00Z');
const signaturesBy = async (keys: SigningKeys) => (await keys.get()).map((key) => key.sign('id', at, 'body'));

describe('the keys by which SMS are signed', () => {
  it('are read once, however many messages go out at once', async () => {
    const { secret, keys } = keysOf(JSON.stringify({ current: newKey() }));
    await Promise.all([keys.get(), keys.get(), keys.get()]);
    await keys.get();
    expect(secret.reads).toBe(1);
  });

  it('are two while the key is being changed, the present one first', async () => {
    const [current, next] = [newKey(), newKey()];
    const both = await signaturesBy(keysOf(JSON.stringify({ current, next })).keys);
    const [old] = await signaturesBy(keysOf(JSON.stringify({ current })).keys);
    const [new_] = await signaturesBy(keysOf(JSON.stringify({ current: next })).keys);
    expect(both).toEqual([old, new_]);
  });

  it('are read again after a quarter of an hour', async () => {
    const { secret, keys } = keysOf(JSON.stringify({ current: newKey() }));
    const before = await signaturesBy(keys);
    secret.text = JSON.stringify({ current: newKey() });
    secret.elapsed = 14 * MINUTE_MS;
    expect(await signaturesBy(keys)).toEqual(before);
    secret.elapsed = 15 * MINUTE_MS;
    expect(await signaturesBy(keys)).not.toEqual(before);
  });

  it('serve on when they cannot be read again, which is told by name, and are tried again a minute later', async () => {
    const { secret, stale, keys } = keysOf(JSON.stringify({ current: newKey() }));
    const before = await signaturesBy(keys);
    secret.lost = true;
    secret.elapsed = 15 * MINUTE_MS;
    expect(await signaturesBy(keys)).toEqual(before);
    expect(await signaturesBy(keys)).toEqual(before);
    expect(secret.reads).toBe(2);
    expect(stale).toEqual(['Error']);
    secret.lost = false;
    secret.text = JSON.stringify({ current: newKey() });
    secret.elapsed = 16 * MINUTE_MS;
    expect(await signaturesBy(keys)).not.toEqual(before);
  });

  it('take the form that the stack makes: letters and digits without a prefix', async () => {
    expect(
      await signaturesBy(keysOf(JSON.stringify({ current: 'Abc123'.repeat(10) + 'wxyz' })).keys),
    ).toHaveLength(1);
  });

  it.each([
    ['not JSON', 'whsec_abc'],
    ['no present key', '{}'],
    ['an empty key', '{"current":""}'],
    ['a key that could be guessed', `{"current":"${randomBytes(23).toString('base64')}"}`],
    ['a key that is no base64', '{"current":"whsec_§§§§"}'],
    ['a following key that is none', JSON.stringify({ current: newKey(), next: 'x' })],
  ])('are unavailable when the secret is %s, which is said without quoting it', async (_what, text) => {
    const fault: unknown = await keysOf(text)
      .keys.get()
      .catch((error: unknown) => error);
    expect(fault).toMatchObject({ name: 'SmsKeyUnavailableError' });
    expect(JSON.stringify(fault, Object.getOwnPropertyNames(fault))).not.toContain(text);
    expect(fault).not.toHaveProperty('cause');
  });

  it('are tried at each message until they were read once', async () => {
    const { secret, keys } = keysOf(JSON.stringify({ current: newKey() }));
    secret.lost = true;
    await expect(keys.get()).rejects.toMatchObject({ name: 'SmsKeyUnavailableError' });
    secret.lost = false;
    expect(await keys.get()).toHaveLength(1);
  });

  it('are read anew, once, for whoever waits for a reading of before that fails', async () => {
    const { secret, keys } = keysOf(JSON.stringify({ current: newKey() }));
    secret.lost = true;
    const begunAtStart = keys.get().catch((error: unknown) => error);
    secret.lost = false;
    expect(await Promise.all([signaturesBy(keys), signaturesBy(keys)])).toHaveLength(2);
    expect(await begunAtStart).toMatchObject({ name: 'SmsKeyUnavailableError' });
    expect(secret.reads).toBe(2);
  });
});
