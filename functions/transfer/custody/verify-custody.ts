import { isDeepStrictEqual } from 'node:util';

import { GENESIS_HASH } from '#platform/audit/audit-entry.ts';

import { nextCourse, signingStation, type CustodyCourse } from './custody-course.ts';
import { custodyEntrySchema, custodyHashOf, signedBytesOf, type CustodyEntry } from './custody-entry.ts';
import type { CustodyFault } from './custody-fault.ts';
import { StationKeys } from './station-keys.ts';
import { faultsOfHeads, faultsOfOwnHeads, type StatedHeads } from './verify-heads.ts';
import { faultsOfKeys } from './verify-keys.ts';

/** An export as it comes from outside: whether its parts are what they ought to be is for the verification to say. */
export interface StatedCustody extends StatedHeads {
  readonly chain: string;
  readonly entries: readonly unknown[];
}

/** An entry in its place; undefined where what is there is no entry. */
type Placed = CustodyEntry | undefined;

/**
 * Verifies a custody chain: that nothing in it was altered, removed, added, swapped or cut off, that each entry was signed by
 * the station that acted, and that custody went as the rules say, without gap or overlap.
 *
 * An export alone cannot show that it is an older, genuine one, nor that somebody who held the keys of both stations wrote it
 * anew. That is what `kept` is for: heads that stations signed and kept outside, with the keys that check them.
 * @returns what is wrong, by place; empty when all is well
 */
export function verifyCustody(stated: StatedCustody, kept?: StatedHeads): CustodyFault[] {
  const keys = new StationKeys(stated.keys);
  const parsed = stated.entries.map((entry) => custodyEntrySchema.safeParse(entry));
  const entries = parsed.map(({ data }) => data);
  const chain = { chain: stated.chain, entries };
  const malformed = parsed.flatMap(({ error }, index) =>
    error === undefined ? [] : [{ sequence: index + 1, fault: `is no entry: ${inWords(error.issues)}` }],
  );
  const faults = [
    ...(entries.length === 0 ? [{ sequence: 1, fault: 'is missing: the chain has no entry' }] : []),
    ...malformed,
    ...entries.flatMap((entry, index) => faultsOfEntry(stated.chain, entries, entry, index, keys)),
    ...faultsOfCourse(entries),
    ...faultsOfOwnHeads(chain, stated.heads, keys),
    ...faultsOfKeys(chain, stated, kept),
    ...(kept === undefined ? [] : faultsOfHeads(chain, kept.heads, new StationKeys(kept.keys))),
  ];
  // What the export's own heads and kept ones both show is one fault.
  const distinct = new Map(faults.map((each) => [`${each.sequence} ${each.fault}`, each]));
  return [...distinct.values()].toSorted((one, other) => one.sequence - other.sequence);
}

function faultsOfEntry(
  chain: string,
  entries: readonly Placed[],
  entry: Placed,
  index: number,
  keys: StationKeys,
): CustodyFault[] {
  if (entry === undefined) return [];
  const place = index + 1;
  const before = index === 0 ? GENESIS_HASH : entries[index - 1]?.hash;
  const outcome = keys.check(entry.signature, signedBytesOf(entry));
  const faults = [
    entry.chain !== chain && `belongs to another chain, ${entry.chain}`,
    entry.sequence !== place && `is not there: entry ${entry.sequence} stands in its place`,
    // Where the entry before is none, that has been said of it.
    before !== undefined &&
      entry.previousHash !== before &&
      (index === 0 ? 'is not the beginning of a chain' : `does not follow entry ${index}`),
    entry.hash !== custodyHashOf(entry) && 'was altered: its hash is another',
    outcome === 'forged' && `is not signed by ${entry.signature.stationId}: the signature is not genuine`,
    outcome === 'keyMissing' &&
      `cannot be checked: key ${entry.signature.keyId} of ${entry.signature.stationId} is missing or no key`,
  ];
  return faults.filter((fault) => fault !== false).map((fault) => ({ sequence: place, fault }));
}

/** The first step that the rules of custody do not allow; what comes after it cannot be judged. */
function faultsOfCourse(entries: readonly Placed[]): CustodyFault[] {
  let course: CustodyCourse | undefined;
  for (const [index, entry] of entries.entries()) {
    if (entry === undefined) return [];
    const next = nextCourse(course, entry.facts);
    const fault = 'fault' in next ? next.fault : faultOfClaim(entry, course, next.course);
    if (fault !== undefined)
      return [
        { sequence: index + 1, fault: `breaks a rule of custody with "${entry.facts.type}": ${fault}` },
      ];
    if ('course' in next) ({ course } = next);
  }
  return [];
}

function faultOfClaim(
  { facts, signature }: CustodyEntry,
  before: CustodyCourse | undefined,
  { custodian }: CustodyCourse,
): string | undefined {
  if (signature.stationId !== signingStation(before, facts.by))
    return `${signature.stationId} signed what was not its own to sign`;
  return isDeepStrictEqual(facts.custodian, custodian) ? undefined : 'custody does not go where it says';
}

function inWords(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): string {
  return issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join('; ');
}
