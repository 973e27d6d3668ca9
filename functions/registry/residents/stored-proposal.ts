import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { proposalKey } from '#functions/registry/store/keys.ts';
import type { PersonKey } from '#functions/registry/vault/person-vault.ts';
import { residentDetailsSchema } from '#functions/registry/model/resident.ts';

import { keptProposalSchema, proposalContext, type Proposal } from './proposal.ts';

/** A proposal with the key of the resident it speaks of; undefined: there is none, or the resident is erased. */
export async function loadProposal(
  { store, vault }: RegistryPlatform,
  partnershipId: string,
  proposalId: string,
): Promise<{ readonly proposal: Proposal; readonly key: PersonKey } | undefined> {
  const kept = await store.get(proposalKey(partnershipId, proposalId), keptProposalSchema);
  const key = kept && (await vault.keyOf(kept.body.residentId));
  if (kept === undefined || key === undefined) return undefined;
  const details = key.open(kept.body.details, proposalContext(proposalId), residentDetailsSchema);
  return { proposal: { ...kept.body, details }, key };
}
