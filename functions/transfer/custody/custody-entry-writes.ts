import { GENESIS_HASH } from '#platform/audit/audit-entry.ts';
import {
  SignatureUnavailableError,
  type StationPublicKey,
  type StationSigner,
} from '#platform/signature/station-signer.ts';
import type { Entity, Key, Write } from '#platform/store/item-store.ts';

import { nextCourse, signingStation } from './custody-course.ts';
import { custodyEntry, custodyEntryKey, signedBytesOf } from './custody-entry.ts';
import { custodyFactsSchema, type CustodyEvent } from './custody-facts.ts';
import { custodyHeadKey, signedBytesOfHead } from './custody-head.ts';
import type { CustodyHolder, CustodyState } from './custody-state.ts';

/** What goes into the transaction that changes custody: entry and head, and what the transfer keeps of them. */
export interface CustodyChange {
  readonly writes: readonly Write[];
  /** In the place of the transfer's `custody`. */
  readonly custody: CustodyState;
}

/**
 * The next entry of a transfer's custody chain, and its head, both signed by the acting officer's station. They belong into
 * the transaction that writes the transfer with the new `custody`: an entry is in the chain exactly if the transfer says so.
 * Who holds the person from then on is not for the caller to say, but follows from the event. Should this machine's clock
 * be behind the one that made the entry before, the entry has that one's time.
 * @throws SignatureUnavailableError when the station's key cannot be used now; nothing is written then
 * @throws Error when the rules of custody do not allow the event: the use case has to refuse it before
 * @example
 * const { writes, custody } = await custodyEntryWrites(platform.signer, state, {
 *   type: 'receiptRefused', at: at.toISOString(), by, reasonHash: commitmentOf(reason, state.commitmentSalt),
 * });
 */
export async function custodyEntryWrites(
  signer: StationSigner,
  { caseId, custody: before }: CustodyHolder,
  told: CustodyEvent,
): Promise<CustodyChange> {
  const event: CustodyEvent = { ...told, at: notBefore(told.at, before?.at) };
  const next = nextCourse(before, event);
  if ('fault' in next)
    throw new Error(`Custody of ${caseId} does not go on with "${event.type}": ${next.fault}.`);
  const stationId = signingStation(before, event.by);
  const sequence = (before?.sequence ?? 0) + 1;
  const signed = {
    chain: caseId,
    sequence,
    previousHash: before?.head ?? GENESIS_HASH,
    facts: custodyFactsSchema.parse({ ...event, custodian: next.course.custodian }),
  };
  const entry = custodyEntry(signed, await signer.sign(stationId, signedBytesOf(signed)));
  const seen = { chain: caseId, sequence, hash: entry.hash, at: event.at };
  const head = { ...seen, signature: await signer.sign(stationId, signedBytesOfHead(seen)) };
  const key = await keyOf(signer, stationId, [entry.signature.keyId, head.signature.keyId]);
  return {
    writes: [
      created(custodyEntryKey(caseId, sequence), 'custodyEntry', { entry, key }),
      created(custodyHeadKey(caseId, stationId, sequence), 'custodyHead', { head, key }),
    ],
    custody: { ...next.course, sequence, head: entry.hash },
  };
}

/** The key by which the station signed. Were it exchanged at this very moment, the request can be sent again. */
async function keyOf(
  signer: StationSigner,
  stationId: string,
  keyIds: readonly string[],
): Promise<StationPublicKey> {
  const key = await signer.publicKey(stationId);
  if (keyIds.some((keyId) => keyId !== key.keyId)) throw new SignatureUnavailableError();
  return key;
}

function created(key: Key, entity: Entity, body: object): Write {
  return { kind: 'create', item: { key, entity, body } };
}

function notBefore(at: string, earliest: string | undefined): string {
  return earliest !== undefined && Date.parse(earliest) > Date.parse(at) ? earliest : at;
}
