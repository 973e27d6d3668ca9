import type { CustodyEntry } from './custody-entry.ts';
import type { CustodyFault } from './custody-fault.ts';
import { custodyHeadSchema, signedBytesOfHead, type CustodyHead } from './custody-head.ts';
import type { StationKeys } from './station-keys.ts';

/** Heads and keys as they come from outside. */
export interface StatedHeads {
  readonly heads: readonly unknown[];
  readonly keys: readonly unknown[];
}

/** A chain to hold heads against; undefined where what is there is no entry. */
export interface StatedChain {
  readonly chain: string;
  readonly entries: readonly (CustodyEntry | undefined)[];
}

/** Holds signed heads against a chain: each says which entry was the newest when it was signed, and what its hash was. */
export function faultsOfHeads(
  { chain, entries }: StatedChain,
  heads: readonly unknown[],
  keys: StationKeys,
): CustodyFault[] {
  return heads.flatMap((stated) => {
    const { data: head } = custodyHeadSchema.safeParse(stated);
    const fault =
      head === undefined ? 'is spoken of by a head that is none' : faultOfHead(chain, entries, head, keys);
    if (fault === undefined) return [];
    const missing = head !== undefined && head.sequence > entries.length;
    return [{ sequence: missing ? entries.length + 1 : (head?.sequence ?? entries.length), fault }];
  });
}

/**
 * The heads that an export brings itself. Whoever makes an entry signs it as the head, too: an export whose newest entry
 * lacks that one has been cut off.
 */
export function faultsOfOwnHeads(
  stated: StatedChain,
  heads: readonly unknown[],
  keys: StationKeys,
): CustodyFault[] {
  const length = stated.entries.length;
  const newest = stated.entries.at(-1)?.signature.stationId;
  const parsed = heads.flatMap((head) => custodyHeadSchema.safeParse(head).data ?? []);
  const signers = parsed.map(({ signature }) => signature.stationId);
  // A head of an entry that is missing says itself that the chain was cut off.
  const reached = parsed.some(
    ({ sequence, signature }) => sequence > length || (sequence === length && signature.stationId === newest),
  );
  const faults = [
    newest !== undefined && !reached && `is not the newest: ${newest} has not signed it as the head`,
    new Set(signers).size < signers.length && 'has two heads of the same station',
  ];
  return [
    ...faultsOfHeads(stated, heads, keys),
    ...faults.filter((fault) => fault !== false).map((fault) => ({ sequence: length, fault })),
  ];
}

function faultOfHead(
  chain: string,
  entries: StatedChain['entries'],
  head: CustodyHead,
  keys: StationKeys,
): string | undefined {
  const { stationId, keyId } = head.signature;
  if (head.chain !== chain) return `is spoken of by a head of another chain, ${head.chain}`;
  const outcome = keys.check(head.signature, signedBytesOfHead(head));
  if (outcome === 'keyMissing')
    return `has a head that cannot be checked: key ${keyId} of ${stationId} is missing or no key`;
  if (outcome === 'forged')
    return `has a head that is not signed by ${stationId}: the signature is not genuine`;
  if (head.sequence > entries.length)
    return `is missing: at ${head.at} ${stationId} signed entry ${head.sequence} as the newest, the chain was cut off`;
  const entry = entries[head.sequence - 1];
  return entry === undefined || entry.hash === head.hash
    ? undefined
    : `is another one than ${stationId} saw at ${head.at} and signed`;
}
