import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { workWrite } from '#functions/registry/store/work-store.ts';
import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { recordAccess } from '#platform/audit/access-log.ts';
import { hashOf } from '#platform/audit/audit-entry.ts';
import { newId } from '#platform/ids.ts';
import type { NewItem, Write } from '#platform/store/item-store.ts';

import type { Ground } from './model/ground.ts';
import { lookupKey, officerLookupKey, stationLookupKey, type Lookup } from './model/lookup-record.ts';
import { unusualPatterns } from './unusual-patterns.ts';

const DAY_SECONDS = 86_400;

/** A lookup that is answered, or refused. */
export interface LookupFacts {
  readonly actor: OfficerActor;
  readonly partnershipId: string;
  readonly action: string;
  readonly purpose: string;
  readonly ground: Ground;
  /** What was searched by, hashed by `hasher(partnershipId, 'search', …)`; none when somebody was read by id. */
  readonly criteria: readonly { readonly kind: string; readonly hash: string }[];
  /** Whom it shows. */
  readonly residents: readonly { readonly residentId: string; readonly owningStationId: string }[];
  /** The slug of the refusal; absent when it is answered. */
  readonly refusal?: string;
}

/**
 * Writes down a lookup before it is answered or refused: in the audit of the officer's station, whose entry carries the hash
 * of the record; as a record; in the day of each station whose residents it showed, or of all of them when it showed nobody;
 * and, when it is out of the ordinary, that both stations have to be told. All of it or nothing.
 * @returns the id of the record
 * @throws BusyError when it could not be written; then the lookup must not be answered
 */
export async function recordLookup(platform: RegistryPlatform, facts: LookupFacts): Promise<string> {
  const { lookup, writes } = await lookupWrites(platform, facts);
  const { at, lookupId, outcome, purpose, ground, reason } = lookup;
  await recordAccess(
    platform.store,
    facts.actor.stationId,
    {
      at,
      actor: recordActor(facts.actor),
      action: facts.action,
      outcome,
      target: lookupId,
      reason: [purpose, 'caseId' in ground ? ground.caseId : ground.legalBasis, reason]
        .filter((part) => part !== undefined)
        .join(' · '),
      factsHash: hashOf(lookup),
    },
    writes,
  );
  return lookupId;
}

/** A lookup as it is kept and everything that keeps it, but the entry of the audit; nothing of it can be taken already. */
export async function lookupWrites(
  platform: RegistryPlatform,
  { actor, partnershipId, action, purpose, ground, criteria, residents, refusal }: LookupFacts,
): Promise<{ readonly lookup: Lookup; readonly writes: Write[] }> {
  const at = platform.clock.now();
  const by = { officerId: actor.officerId, stationId: actor.stationId };
  const { patterns, ...counted } = await unusualPatterns(platform, partnershipId, by, ground, at);
  const lookup: Lookup = {
    lookupId: newId('L', at),
    partnershipId,
    at: at.toISOString(),
    by,
    action,
    purpose,
    ground,
    criteria: criteria.map(({ kind, hash }) => ({ kind, hash })),
    outcome: refusal === undefined ? 'read' : 'refused',
    ...(refusal === undefined ? {} : { reason: refusal }),
    residents: residents.map(({ residentId, owningStationId }) => ({ residentId, owningStationId })),
    unusual: patterns,
  };
  const { lookupId } = lookup;
  const expiresAt =
    Math.floor(at.getTime() / 1000) + platform.deployment.registry.lookup.keptDays * DAY_SECONDS;
  const create = (item: Pick<NewItem, 'key' | 'body'>): Write => ({
    kind: 'create',
    item: { ...item, entity: 'lookup', expiresAt },
  });
  return {
    lookup,
    writes: [
      create({ key: lookupKey(partnershipId, lookupId), body: lookup }),
      create({ key: officerLookupKey(lookup), body: { lookupId, at: lookup.at, ...counted } }),
      ...concerned(platform, lookup).map((stationId) =>
        create({
          key: stationLookupKey(lookup, stationId),
          body: {
            ...lookup,
            residents: lookup.residents.filter(({ owningStationId }) => owningStationId === stationId),
          },
        }),
      ),
      ...(patterns.length === 0 ? [] : [workWrite({ type: 'tellUnusual', partnershipId, lookupId }, at)]),
    ],
  };
}

/** The stations in whose digest it stands. */
function concerned({ deployment }: RegistryPlatform, { partnershipId, residents }: Lookup): string[] {
  if (residents.length > 0) return [...new Set(residents.map(({ owningStationId }) => owningStationId))];
  return deployment.partnerships.find(({ id }) => id === partnershipId)?.stations ?? [];
}
