import { createHmac, createSecretKey, randomBytes } from 'node:crypto';

import * as z from 'zod';

import type { ItemStore, Key, Write } from '#platform/store/item-store.ts';

import type { MasterSecret } from './master-secret.ts';
import type { PersonKey, PersonVault, TermHasher } from './person-vault.ts';
import { openBytes, personKeyOf, sealBytes } from './sealed.ts';

const KEY_BYTES = 32;
const wrappedSchema = z.object({ wrapped: z.base64() });

/** Key of a person's wrapped data key. */
function wrappedKey(personId: string): Key {
  return { pk: `PERSONKEY#${personId}`, sk: 'KEY' };
}

/**
 * The persons' keys in the store, each wrapped by the master secret, in a table whose backups lapse within days. Keys are not
 * remembered between calls: one that was destroyed opens nothing from then on.
 */
export class StoredPersonVault implements PersonVault {
  readonly #store: ItemStore;
  readonly #masterSecret: () => Promise<MasterSecret>;

  /** @param masterSecret asked at each use; whoever gives it remembers it */
  constructor(store: ItemStore, masterSecret: () => Promise<MasterSecret>) {
    this.#store = store;
    this.#masterSecret = masterSecret;
  }

  async newKey(personId: string): Promise<{ key: PersonKey; write: Write }> {
    const { wrapping } = await this.#masterSecret();
    const bytes = randomBytes(KEY_BYTES);
    const wrapped = sealBytes(wrapping, bytes, personId).toString('base64');
    return {
      key: personKeyOf(personId, bytes),
      write: { kind: 'create', item: { key: wrappedKey(personId), entity: 'personKey', body: { wrapped } } },
    };
  }

  async keyOf(personId: string): Promise<PersonKey | undefined> {
    const { wrapping } = await this.#masterSecret();
    const found = await this.#store.get(wrappedKey(personId), wrappedSchema);
    if (found === undefined) return undefined;
    const bytes = openBytes(wrapping, Buffer.from(found.body.wrapped, 'base64'), personId);
    return personKeyOf(personId, bytes);
  }

  async destruction(personId: string): Promise<Write | undefined> {
    const found = await this.#store.get(wrappedKey(personId), wrappedSchema);
    return found && { kind: 'delete', key: found.key, revision: found.revision };
  }

  async hasher(): Promise<TermHasher> {
    const { hashing } = await this.#masterSecret();
    // Made ready once: node does so again for each hash of a key in bytes, which takes six times as long as the hash.
    const key = createSecretKey(hashing);
    return (partnershipId, kind, text) =>
      createHmac('sha256', key)
        .update(JSON.stringify([partnershipId, kind, text]))
        .digest('base64url');
  }
}
