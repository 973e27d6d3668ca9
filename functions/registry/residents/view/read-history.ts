import * as z from 'zod';

import { answerLookup } from '#functions/registry/lookup/answer-lookup.ts';
import { maskDetails } from '#functions/registry/lookup/mask-details.ts';
import { shownDetailsSchema } from '#functions/registry/lookup/model/shown-details.ts';
import { residentDetailsSchema } from '#functions/registry/model/resident.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { groundOf } from '#functions/registry/residents/requests/resident-question.ts';
import { residentKey } from '#functions/registry/store/keys.ts';
import { openEventData } from '#functions/registry/store/person-record.ts';
import { actorRecordSchema } from '#platform/actor/actor.ts';
import { caseEventSchema } from '#platform/case/case-event.ts';
import { queryAll } from '#platform/store/item-store.ts';

import { openedResident } from './opened-resident.ts';
import type { ResidentReading } from './read-resident.ts';

const dataSchema = z.object({ details: residentDetailsSchema, proposalId: z.string().optional() });

/** Every version of a record as an officer sees it for their purpose, the first one first. */
export const historyViewSchema = z.object({
  residentId: z.string(),
  entries: z.array(
    z.object({
      version: z.int(),
      type: z.string(),
      at: z.iso.datetime(),
      by: actorRecordSchema,
      /** The proposal that it came from. */
      proposalId: z.string().optional(),
      /** What the record said from then on. */
      details: shownDetailsSchema,
    }),
  ),
  /** The record of this reading. */
  lookupId: z.string(),
});

/**
 * What a record said, version by version; masked and written down as any other reading.
 * @throws NotFoundError when there is no such resident
 * @throws GoneError `erased-resident`: the history went with the person
 */
export async function readHistory(
  platform: RegistryPlatform,
  { actor, partnershipId, residentId, question }: ResidentReading,
): Promise<z.infer<typeof historyViewSchema>> {
  const attempt = {
    actor,
    partnershipId,
    action: 'registry.lookup' as const,
    purpose: question.purpose,
    ground: groundOf(question),
    criteria: [],
  };
  const { lookupId, answer } = await answerLookup(platform, attempt, async ({ shows }) => {
    const { resident, key } = await openedResident(platform, partnershipId, residentId);
    const { pk } = residentKey(partnershipId, residentId);
    const events = await queryAll(platform.store, pk, 'EVENT#', caseEventSchema);
    const entries = events.map(({ body: event }) => {
      const { details, ...rest } = dataSchema.parse(openEventData(key, event));
      const { sequence: version, type, at, by } = event;
      return { version, type, at, by, ...rest, details: maskDetails(details, shows) };
    });
    return { residents: [resident], answer: entries };
  });
  return { residentId, entries: answer, lookupId };
}
