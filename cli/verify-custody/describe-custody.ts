import { createHash } from 'node:crypto';

import { custodyEntrySchema } from '#functions/transfer/custody/custody-entry.ts';
import type { Custodian } from '#functions/transfer/custody/custody-facts.ts';
import type { CustodyFault } from '#functions/transfer/custody/custody-fault.ts';
import { custodyHeadSchema } from '#functions/transfer/custody/custody-head.ts';
import type { StatedCustody } from '#functions/transfer/custody/verify-custody.ts';
import type { StatedHeads } from '#functions/transfer/custody/verify-heads.ts';
import { stationPublicKeySchema } from '#platform/signature/station-signer.ts';

/** What is wrong, one line for each fault, each with its entry. */
export function describeFaults({ chain }: StatedCustody, faults: readonly CustodyFault[]): string {
  const lines = faults.map(({ sequence, fault }) => `entry ${sequence} ${fault}`);
  return [`${chain}: the custody chain is not what was signed.`, ...lines, ''].join('\n');
}

/** What a chain without faults says, and by what it was checked. */
export function describeVerified({ chain, entries, keys }: StatedCustody, kept?: StatedHeads): string {
  const newest = custodyEntrySchema.parse(entries.at(-1)).facts;
  return [
    `${chain}: all ${entries.length} entries are as they were signed. Since ${newest.at}: ${whoHolds(newest.custodian)}.`,
    ...keys.map(describeKey),
    kept === undefined ? WITHOUT_HEADS : `Nothing is missing up to what was kept outside: ${seenBy(kept)}.`,
    '',
  ].join('\n');
}

const WITHOUT_HEADS =
  'Whether this is the newest state, and the keys are the stations’ own, shows only by heads that were kept outside: --heads FILE.';

function whoHolds(custodian: Custodian): string {
  if (custodian.kind === 'station') return `held by ${custodian.stationId}`;
  return custodian.reason === 'escaped' ? 'held by nobody, escaped' : 'held by nobody, released';
}

/** A fingerprint that two stations can compare over the telephone. */
function describeKey(stated: unknown): string {
  const { stationId, keyId, publicKey } = stationPublicKeySchema.parse(stated);
  const fingerprint = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
  return `Key of ${stationId}: ${keyId}, SHA-256 ${fingerprint}`;
}

function seenBy({ heads }: StatedHeads): string {
  return heads
    .map((head) => custodyHeadSchema.parse(head))
    .map(({ sequence, at, signature }) => `entry ${sequence} (${signature.stationId}, ${at})`)
    .join(', ');
}
