import type { TermHasher } from '#functions/registry/vault/person-vault.ts';

import { nameSymbols } from './name-symbols.ts';

/** What is told of a name's place: 16 bits of a keyed hash of its sound, enough to tell nearly all sounds apart. */
const HEX_DIGITS = 4;

/** Names of a person: the present one, and others. */
export interface Named {
  readonly name: string;
  readonly otherNames: readonly { readonly name: string }[];
}

/**
 * A fingerprint of each name, place by place, by which names that may be alike are found without opening any record. Two names
 * that are equal, homophones, or one typo apart have fingerprints that are at most one edit apart.
 */
export function nameFingerprints(
  hasher: TermHasher,
  partnershipId: string,
  { name, otherNames }: Named,
): number[][] {
  return [name, ...otherNames.map((other) => other.name)].map((each) =>
    nameSymbols(each).map(({ sound }) => fingerprintOf(hasher, partnershipId, sound)),
  );
}

function fingerprintOf(hasher: TermHasher, partnershipId: string, sound: string): number {
  const hash = Buffer.from(hasher(partnershipId, 'syllable', sound), 'base64url');
  return Number.parseInt(hash.toString('hex').slice(0, HEX_DIGITS), 16);
}
