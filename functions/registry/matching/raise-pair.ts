import type { Notice } from '#functions/registry/model/notice.ts';
import type { Resident } from '#functions/registry/model/resident.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { noticeKey, pairKey, residentKey } from '#functions/registry/store/keys.ts';
import { loadNotice } from '#functions/registry/store/notice-store.ts';
import { loadResident } from '#functions/registry/store/resident-record.ts';
import { BusyError } from '#platform/errors.ts';
import { ConditionFailedError, type Stored, type Write } from '#platform/store/item-store.ts';
import { shanghaiDay } from '#platform/messages/shanghai-time.ts';

import { pairSchema, type Pair } from './pair.ts';
import { pairOfResident } from './pairs-of-resident.ts';
import { scorePair, type Match } from './score-pair.ts';

/** Each round of contention lets one writer through. */
const ATTEMPTS = 40;

/** A hit that is to be opened: ids and codes alone. */
export interface NewHit extends Match {
  readonly partnershipId: string;
  readonly residentId: string;
  readonly owningStationId: string;
  readonly noticeId: string;
}

/** Opens the case of a hit: its id, and everything that it writes. */
export type OpenHit = (
  hit: NewHit,
  at: Date,
) => Promise<{
  readonly caseId: string;
  readonly writes: readonly Write[];
}>;

/** What comparing is given besides the registry. */
export interface MatchingPlatform extends RegistryPlatform {
  readonly openHit: OpenHit;
}

/**
 * Raises the pair if it matches as both records are now, unless it was raised before. The transaction holds only if neither
 * record has changed since it was read: a withdrawal or a correction that comes in between makes it look again.
 * @throws BusyError when other writers kept winning
 */
export async function raisePair(
  platform: MatchingPlatform,
  partnershipId: string,
  residentId: string,
  noticeId: string,
): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const at = platform.clock.now();
    const [resident, notice] = await Promise.all([
      loadResident(platform, partnershipId, residentId),
      loadNotice(platform, partnershipId, noticeId),
    ]);
    if (resident === undefined || notice === undefined || !isInForce(notice.notice, at)) return;
    const match = scorePair(
      resident.resident.details,
      notice.notice.details,
      platform.deployment.registry.matching,
    );
    if (match === undefined) return;
    const known = await platform.store.get(pairKey(partnershipId, noticeId, residentId), pairSchema);
    if (known !== undefined && !mayBeRaisedAgain(known.body, notice.notice)) return;
    try {
      await platform.store.transact(
        await raisingWrites(platform, resident.resident, notice.notice, match, known, at),
      );
      return;
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
    }
  }
  throw new BusyError();
}

/** Whether a notice may raise hits at that time. */
export function isInForce({ status, details }: Notice, at: Date): boolean {
  return status === 'inForce' && (details.validTo === undefined || shanghaiDay(at) <= details.validTo);
}

function mayBeRaisedAgain(pair: Pair, { issue }: Notice): boolean {
  return pair.status === 'withdrawn' && pair.issue < issue;
}

async function raisingWrites(
  { openHit, store }: MatchingPlatform,
  resident: Resident,
  notice: Notice,
  match: Match,
  known: Stored<Pair> | undefined,
  at: Date,
): Promise<Write[]> {
  const { partnershipId, residentId, owningStationId, version } = resident;
  const { noticeId } = notice;
  const hit = await openHit({ partnershipId, residentId, owningStationId, noticeId, ...match }, at);
  const pair: Pair = {
    residentId,
    noticeId,
    status: 'raised',
    hitCaseId: hit.caseId,
    issue: notice.issue,
  };
  const item = { key: pairKey(partnershipId, noticeId, residentId), entity: 'pair' as const, body: pair };
  return [
    { kind: 'check', key: residentKey(partnershipId, residentId), revision: version },
    { kind: 'check', key: noticeKey(partnershipId, noticeId), revision: notice.version },
    known === undefined ? { kind: 'create', item } : { kind: 'replace', item, revision: known.revision },
    await pairOfResident(store, resident, noticeId),
    ...hit.writes,
  ];
}
