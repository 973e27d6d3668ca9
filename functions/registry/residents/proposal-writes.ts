import * as z from 'zod';

import type { Resident, ResidentDetails } from '#functions/registry/model/resident.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { recordActor, type Actor } from '#platform/actor/actor.ts';
import { hashOf } from '#platform/audit/audit-entry.ts';
import type { Write } from '#platform/store/item-store.ts';

import { proposalContext, proposalKey, type Proposal } from './proposal.ts';

/** Characters of a keyed hash that make an id: 130 bits of it. */
const ID_CHARACTERS = 26;

/** What is proposed, by whom. */
export interface ProposedCorrection {
  readonly partnershipId: string;
  readonly resident: Resident;
  /** What the record would say. */
  readonly details: ResidentDetails;
  readonly byStationId: string;
  readonly actor: Actor;
  /** Set when it comes from a file. */
  readonly importId?: string;
  readonly at: Date;
}

/**
 * What asks the station that answers for a resident to correct the record. The same correction of the same version is asked for
 * once, whatever became of it: then there is nothing to write.
 */
export async function proposalWrites(
  { store, vault }: RegistryPlatform,
  { partnershipId, resident, details, byStationId, actor, importId, at }: ProposedCorrection,
): Promise<Write[]> {
  const [hasher, key] = await Promise.all([vault.hasher(), vault.keyOf(resident.residentId)]);
  if (key === undefined) return [];
  const { residentId, owningStationId, version } = resident;
  const content = hasher(partnershipId, 'request', hashOf({ residentId, version, byStationId, details }));
  const proposalId = `PC-${content.slice(0, ID_CHARACTERS)}`;
  const itemKey = proposalKey(partnershipId, owningStationId, proposalId);
  if ((await store.get(itemKey, z.unknown())) !== undefined) return [];
  const proposal: Omit<Proposal, 'details'> = {
    proposalId,
    partnershipId,
    residentId,
    owningStationId,
    byStationId,
    proposedBy: recordActor(actor),
    ...(importId === undefined ? {} : { importId }),
    proposedAt: at.toISOString(),
    residentVersion: version,
    status: 'open',
  };
  const body = { ...proposal, details: key.seal(details, proposalContext(proposalId)) };
  return [{ kind: 'create', item: { key: itemKey, entity: 'proposal', body } }];
}
