import * as z from 'zod';

import type { Resident } from '#functions/registry/model/resident.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { loadResidents } from '#functions/registry/store/resident-record.ts';
import { residentByDocument } from '#functions/registry/store/resident-store.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';

import { answerLookup } from './answer-lookup.ts';
import { candidates } from './candidates.ts';
import { criterionHashes } from './criterion-hashes.ts';
import { fitSchema, fitsOf, type Fit } from './fits.ts';
import { maskDetails } from './mask-details.ts';
import type { LookupRequest } from './model/lookup-request.ts';
import { shownDetailsSchema } from './model/shown-details.ts';

/** A document that fits is the person, whatever else is known. */
const CERTAIN = 100;

/** What a lookup answers. */
export const lookupAnswerSchema = z.object({
  /** The record of this lookup. */
  lookupId: z.string(),
  /** Those whom most fits first. */
  hits: z.array(
    z.object({
      residentId: z.string(),
      owningStationId: z.string(),
      score: z.int(),
      /** What fits. */
      fits: z.array(fitSchema),
      updatedAt: z.iso.datetime(),
      version: z.int(),
      details: shownDetailsSchema,
    }),
  ),
  /** Whether more residents fit than are shown: say more of the person. */
  more: z.boolean(),
});

interface Hit {
  readonly resident: Resident;
  readonly fits: Fit[];
  readonly score: number;
}

/**
 * Residents by a document, exactly, at a cost that does not depend on how many residents there are; or by what else is known,
 * ranked. Masked as the purpose says, and written down before it is answered.
 * @throws ForbiddenError, InvalidRequestError when purpose or ground do not allow it
 */
export async function lookUp(
  platform: RegistryPlatform,
  actor: OfficerActor,
  partnershipId: string,
  { purpose, ground, criteria }: LookupRequest,
): Promise<z.infer<typeof lookupAnswerSchema>> {
  const hashes = criterionHashes(await platform.vault.hasher(), partnershipId, criteria);
  const attempt = {
    actor,
    partnershipId,
    action: 'registry.lookup',
    purpose,
    ground,
    criteria: hashes,
  } as const;
  const { lookupId, answer } = await answerLookup(platform, attempt, async ({ shows }) => {
    const { hits, more } =
      criteria.document === undefined
        ? await byWhatIsKnown(platform, partnershipId, criteria)
        : await byDocument(platform, partnershipId, criteria.document);
    return {
      residents: hits.map(({ resident }) => resident),
      answer: { hits: hits.map((hit) => shownHit(hit, shows)), more },
    };
  });
  return { lookupId, ...answer };
}

function shownHit({ resident, fits, score }: Hit, shows: Parameters<typeof maskDetails>[1]) {
  const { residentId, owningStationId, updatedAt, version, details } = resident;
  return {
    residentId,
    owningStationId,
    score,
    fits,
    updatedAt,
    version,
    details: maskDetails(details, shows),
  };
}

async function byDocument(
  platform: RegistryPlatform,
  partnershipId: string,
  document: Parameters<typeof residentByDocument>[2],
): Promise<{ hits: Hit[]; more: boolean }> {
  const found = await residentByDocument(platform, partnershipId, document);
  const fits: Fit[] = [{ criterion: 'document', how: 'exact' }];
  return {
    hits: found === undefined ? [] : [{ resident: found.resident, fits, score: CERTAIN }],
    more: false,
  };
}

async function byWhatIsKnown(
  platform: RegistryPlatform,
  partnershipId: string,
  known: Parameters<typeof fitsOf>[0],
): Promise<{ hits: Hit[]; more: boolean }> {
  const { weights, hits: most } = platform.deployment.registry.lookup;
  const { residentIds, more } = await candidates(platform, partnershipId, known);
  const ranked = (await loadResidents(platform, partnershipId, residentIds))
    .map((resident) => ({ resident, ...fitsOf(known, resident.details, weights) }))
    .filter(({ fits }) => fits.length > 0)
    // Of those whom as much fits the ids decide, so that the order is the same each time.
    .toSorted(
      (one, other) =>
        other.score - one.score || (one.resident.residentId < other.resident.residentId ? -1 : 1),
    );
  return { hits: ranked.slice(0, most), more: more || ranked.length > most };
}
