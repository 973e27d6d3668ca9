import { stationPublicKeySchema, type StationPublicKey } from '#platform/signature/station-signer.ts';

import type { CustodyFault } from './custody-fault.ts';
import { custodyHeadSchema } from './custody-head.ts';
import type { StatedChain, StatedHeads } from './verify-heads.ts';

/**
 * What is wrong with the keys that an export brings: keys that are none, that nothing was signed by, that two stations would
 * share; and, where keys were kept outside, those that are others than the kept ones.
 */
export function faultsOfKeys(
  chain: StatedChain,
  stated: StatedHeads,
  kept: StatedHeads | undefined,
): CustodyFault[] {
  const used = usesOfKeys(chain, stated.heads);
  const keys = parsedKeys(stated.keys);
  const keptKeys = parsedKeys(kept?.keys ?? []);
  const last = Math.max(chain.entries.length, 1);
  return stated.keys.flatMap((_, index) => {
    const key = keys[index];
    if (key === undefined)
      return [{ sequence: last, fault: `comes with a key (number ${index + 1}) that is none` }];
    const sequence = used.get(nameOf(key)) ?? last;
    const others = keys.filter((other, at) => at !== index && other !== undefined);
    const faults = [
      !used.has(nameOf(key)) && 'by which nothing is signed',
      others.some((other) => other?.publicKey === key.publicKey) && 'that is there twice',
      others.some((other) => other !== undefined && nameOf(other) === nameOf(key)) &&
        'whose name another key has',
      strangeTo(keptKeys, key) && 'that is another than the one kept with the heads',
    ];
    return faults
      .filter((fault) => fault !== false)
      .map((fault) => ({ sequence, fault: `comes with a key of ${key.stationId}, ${key.keyId}, ${fault}` }));
  });
}

/** Of a station whose keys were kept, only a kept one is known. Where none was kept, nothing can be said. */
function strangeTo(kept: readonly (StationPublicKey | undefined)[], key: StationPublicKey): boolean {
  const ofStation = kept.filter((each) => each?.stationId === key.stationId);
  return (
    ofStation.length > 0 &&
    !ofStation.some((each) => each?.keyId === key.keyId && each.publicKey === key.publicKey)
  );
}

/** Name of each key that something was signed by, with the place of the first such thing. */
function usesOfKeys({ entries }: StatedChain, heads: readonly unknown[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const use = (name: string, place: number) => uses.set(name, Math.min(uses.get(name) ?? place, place));
  entries.forEach((entry, index) => entry && use(nameOf(entry.signature), index + 1));
  for (const stated of heads) {
    const { data: head } = custodyHeadSchema.safeParse(stated);
    if (head !== undefined) use(nameOf(head.signature), Math.min(head.sequence, Math.max(entries.length, 1)));
  }
  return uses;
}

function parsedKeys(stated: readonly unknown[]): (StationPublicKey | undefined)[] {
  return stated.map((key) => stationPublicKeySchema.safeParse(key).data);
}

function nameOf({ stationId, keyId }: Pick<StationPublicKey, 'stationId' | 'keyId'>): string {
  return JSON.stringify([stationId, keyId]);
}
