import type * as z from 'zod';

import type { Write } from '#platform/store/item-store.ts';

/** AES-256-GCM: nonce, ciphertext and tag, in base64. */
export interface Sealed {
  readonly sealed: string;
}

/** The data key of one person: a resident or a wanted person. With it gone, nothing that it sealed can be read. */
export interface PersonKey {
  /** @param context what is sealed, such as `resident` or `event:3`; opening needs the same */
  seal(value: object, context: string): Sealed;
  /** @throws Error when it was sealed by another key, in another context, or altered */
  open<T>(sealed: Sealed, context: string, schema: z.ZodType<T>): T;
}

/** Kinds of search terms; the same text under two kinds has two hashes. */
export type TermKind =
  | 'document'
  | 'birthDate'
  | 'birthYear'
  | 'birthDay'
  | 'namePinyin'
  | 'syllable'
  | 'telephone'
  | 'address'
  | 'employer'
  | 'noticeNumber'
  | 'request'
  | 'search';

/** What hashes search terms: HMAC-SHA-256 by a key that lies in the key service alone, base64url. */
export type TermHasher = (partnershipId: string, kind: TermKind, text: string) => string;

/** Keeps a data key for each person, apart from what it seals. */
export interface PersonVault {
  /** A key for a person who has none yet, and the write that keeps it; it holds once that is committed. */
  newKey(personId: string): Promise<{ readonly key: PersonKey; readonly write: Write }>;
  /** The person's key; undefined when there is none, or none any more. */
  keyOf(personId: string): Promise<PersonKey | undefined>;
  /** The write that destroys a person's key for ever; undefined when there is none. */
  destruction(personId: string): Promise<Write | undefined>;
  /** What hashes search terms. */
  hasher(): Promise<TermHasher>;
}
