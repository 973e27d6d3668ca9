import * as z from 'zod';

import { answerLookup } from '#functions/registry/lookup/answer-lookup.ts';
import { maskDetails } from '#functions/registry/lookup/mask-details.ts';
import { shownDetailsSchema } from '#functions/registry/lookup/model/shown-details.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { groundOf, type ResidentQuestion } from '#functions/registry/residents/requests/resident-question.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';

import { openedResident } from './opened-resident.ts';

/** Whom an officer reads, and what for. */
export interface ResidentReading {
  readonly actor: OfficerActor;
  readonly partnershipId: string;
  readonly residentId: string;
  readonly question: ResidentQuestion;
}

/** A record as an officer sees it for their purpose. */
export const residentViewSchema = z.object({
  residentId: z.string(),
  owningStationId: z.string(),
  /** Set when the record came from a file. */
  importId: z.string().optional(),
  registeredAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.int(),
  details: shownDetailsSchema,
  /** The record of this reading. */
  lookupId: z.string(),
});

/**
 * A record, of which the purpose shows what it shows; written down as a lookup before it is answered.
 * @throws NotFoundError when there is no such resident
 * @throws GoneError `erased-resident`
 * @throws ForbiddenError when the ground is not enough for the purpose
 */
export async function readResident(
  platform: RegistryPlatform,
  { actor, partnershipId, residentId, question }: ResidentReading,
): Promise<z.infer<typeof residentViewSchema>> {
  const attempt = {
    actor,
    partnershipId,
    action: 'registry.lookup' as const,
    purpose: question.purpose,
    ground: groundOf(question),
    criteria: [],
  };
  const { lookupId, answer } = await answerLookup(platform, attempt, async ({ shows }) => {
    const { resident } = await openedResident(platform, partnershipId, residentId);
    return { residents: [resident], answer: { ...resident, details: maskDetails(resident.details, shows) } };
  });
  return residentViewSchema.parse({ ...answer, lookupId });
}
