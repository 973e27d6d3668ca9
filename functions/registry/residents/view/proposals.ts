import * as z from 'zod';

import { answerLookup } from '#functions/registry/lookup/answer-lookup.ts';
import { maskDetails } from '#functions/registry/lookup/mask-details.ts';
import { shownDetailsSchema } from '#functions/registry/lookup/model/shown-details.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { keptProposalSchema, proposalSchema } from '#functions/registry/residents/proposal.ts';
import { groundOf, type ResidentQuestion } from '#functions/registry/residents/requests/resident-question.ts';
import { loadProposal } from '#functions/registry/residents/stored-proposal.ts';
import { proposalPartition } from '#functions/registry/store/keys.ts';
import { loadResident } from '#functions/registry/store/resident-record.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { authorizeInPartnership } from '#platform/authorization/authorize.ts';
import { NotFoundError } from '#platform/errors.ts';

const proposalHeadSchema = proposalSchema.omit({ details: true, partnershipId: true, auditHead: true });

/** A page of open proposals: which records they speak of, not what they say. */
export const proposalListSchema = z.object({
  proposals: z.array(proposalHeadSchema),
  cursor: z.string().optional(),
});

/** A proposal as an officer sees it for their purpose. */
export const proposalViewSchema = proposalHeadSchema.extend({
  /** Whether the record was changed since it was proposed: then it can only be refused. */
  isOutdated: z.boolean(),
  details: shownDetailsSchema,
  /** The record of this reading. */
  lookupId: z.string(),
});

/** The open proposals that the officer's station has to decide on; those of people who were erased are left out. */
export async function listProposals(
  platform: RegistryPlatform,
  actor: OfficerActor,
  partnershipId: string,
  cursor: string | undefined,
): Promise<z.infer<typeof proposalListSchema>> {
  await authorizeInPartnership(platform, actor, 'registry.propose', partnershipId);
  const page = await platform.store.queryIndex(
    'gsi1',
    proposalPartition(partnershipId, actor.stationId),
    keptProposalSchema,
    cursor === undefined ? {} : { cursor },
  );
  const known = await Promise.all(
    page.items.map(async ({ body }) =>
      (await platform.vault.keyOf(body.residentId)) === undefined ? [] : [body],
    ),
  );
  return {
    proposals: known.flat().map((body) => proposalHeadSchema.parse(body)),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
}

/**
 * What is proposed; masked and written down as a lookup of the resident.
 * @throws NotFoundError when there is none, or the resident is erased
 */
export async function readProposal(
  platform: RegistryPlatform,
  actor: OfficerActor,
  { partnershipId, proposalId }: { readonly partnershipId: string; readonly proposalId: string },
  question: ResidentQuestion,
): Promise<z.infer<typeof proposalViewSchema>> {
  const attempt = {
    actor,
    partnershipId,
    action: 'registry.lookup' as const,
    purpose: question.purpose,
    ground: groundOf(question),
    criteria: [],
  };
  const { lookupId, answer } = await answerLookup(platform, attempt, async ({ shows }) => {
    const proposal = (await loadProposal(platform, partnershipId, proposalId))?.proposal;
    const resident = proposal && (await loadResident(platform, partnershipId, proposal.residentId))?.resident;
    if (proposal === undefined || resident === undefined) throw new NotFoundError();
    const isOutdated = resident.version !== proposal.residentVersion;
    const details = maskDetails(proposal.details, shows);
    return { residents: [resident], answer: { ...proposal, isOutdated, details } };
  });
  return proposalViewSchema.parse({ ...answer, lookupId });
}
