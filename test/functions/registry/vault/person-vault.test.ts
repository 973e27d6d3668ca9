import * as z from 'zod';
import { beforeEach, describe, expect, test } from 'vitest';

import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { registryPlatform } from '#test/support/registry.ts';

/** What node:crypto says of what it cannot authenticate. */
const UNREADABLE = /unable to authenticate/;
const said = z.object({ name: z.string() });
let platform: RegistryPlatform;

beforeEach(() => {
  platform = registryPlatform();
});

async function personWithKey(personId: string) {
  const { key, write } = await platform.vault.newKey(personId);
  await platform.store.transact([write]);
  return key;
}

describe('what a person’s key has sealed', () => {
  test('is opened by the same key, read from the store again', async () => {
    const sealed = (await personWithKey('R-1')).seal({ name: '沈桂香' }, 'details');
    const key = await platform.vault.keyOf('R-1');
    expect(key?.open(sealed, 'details', said)).toEqual({ name: '沈桂香' });
    expect(Buffer.from(sealed.sealed, 'base64').toString()).not.toContain('沈桂香');
  });

  test('is opened by nobody else’s, in no other context, and not when a byte has changed', async () => {
    const sealed = (await personWithKey('R-1')).seal({ name: '沈桂香' }, 'details');
    await personWithKey('R-2');
    const [own, other] = [await platform.vault.keyOf('R-1'), await platform.vault.keyOf('R-2')];
    const bytes = Buffer.from(sealed.sealed, 'base64');
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    expect(() => other?.open(sealed, 'details', said)).toThrow(UNREADABLE);
    expect(() => own?.open(sealed, 'event:1', said)).toThrow(UNREADABLE);
    expect(() => own?.open({ sealed: bytes.toString('base64') }, 'details', said)).toThrow(UNREADABLE);
  });

  test('looks different each time, so that equal records do not show', async () => {
    const key = await personWithKey('R-1');
    expect(key.seal({ name: '沈桂香' }, 'details')).not.toEqual(key.seal({ name: '沈桂香' }, 'details'));
  });

  test('is lost for ever with the key, also to whoever still has the record', async () => {
    await personWithKey('R-1');
    const destruction = await platform.vault.destruction('R-1');
    if (destruction === undefined) throw new Error('there is a key to destroy');
    await platform.store.transact([destruction]);
    expect(await platform.vault.keyOf('R-1')).toBeUndefined();
    expect(await platform.vault.destruction('R-1')).toBeUndefined();
  });
});

describe('a wrapped key', () => {
  test('in another person’s place opens nothing', async () => {
    await personWithKey('R-1');
    const wrapped = await platform.store.get(
      { pk: 'PERSONKEY#R-1', sk: 'KEY' },
      z.object({ wrapped: z.string() }),
    );
    await platform.store.transact([
      {
        kind: 'create',
        item: {
          key: { pk: 'PERSONKEY#R-2', sk: 'KEY' },
          entity: 'personKey',
          body: { wrapped: wrapped?.body.wrapped },
        },
      },
    ]);
    await expect(platform.vault.keyOf('R-2')).rejects.toThrow(UNREADABLE);
  });
});

test('a term’s hash tells partnerships, kinds and texts apart, and is the same each time', async () => {
  const hash = await platform.vault.hasher();
  expect(hash('a', 'telephone', '13900000001')).toBe(hash('a', 'telephone', '13900000001'));
  const others = [
    hash('b', 'telephone', '13900000001'),
    hash('a', 'document', '13900000001'),
    hash('a', 'telephone', '13900000002'),
  ];
  expect(new Set([hash('a', 'telephone', '13900000001'), ...others]).size).toBe(4);
});
