import type { OfficerActor } from '#platform/actor/actor.ts';
import { SignatureUnavailableError } from '#platform/signature/station-signer.ts';
import { ConditionFailedError } from '#platform/store/item-store.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';

import type { CustodyHolder } from './custody-state.ts';
import { custodyHeadKey, keptCustodyHeadSchema, signedBytesOfHead } from './custody-head.ts';

/**
 * Has the officer's station sign the newest entry of the chain, because the officer is about to read it. Done twice, or by
 * two officers at once, it is done once. A chain can be read although the station's key is lost: its head then stays the
 * one that the station signed last (the signer reports why).
 */
export async function signSeenHead(
  platform: TransferPlatform,
  { caseId, custody }: CustodyHolder,
  { stationId }: OfficerActor,
): Promise<void> {
  if (custody === undefined || !custody.stationIds.includes(stationId)) return;
  const key = custodyHeadKey(caseId, stationId, custody.sequence);
  if ((await platform.store.get(key, keptCustodyHeadSchema)) !== undefined) return;
  const at = platform.clock.now().toISOString();
  const seen = { chain: caseId, sequence: custody.sequence, hash: custody.head, at };
  try {
    const signature = await platform.signer.sign(stationId, signedBytesOfHead(seen));
    const publicKey = await platform.signer.publicKey(stationId);
    if (publicKey.keyId !== signature.keyId) throw new SignatureUnavailableError();
    const body = { head: { ...seen, signature }, key: publicKey };
    await platform.store.transact([{ kind: 'create', item: { key, entity: 'custodyHead', body } }]);
  } catch (error) {
    const harmless = error instanceof SignatureUnavailableError || error instanceof ConditionFailedError;
    if (!harmless) throw error;
  }
}
