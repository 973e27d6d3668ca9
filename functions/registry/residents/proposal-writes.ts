import * as z from 'zod';

import type { Resident, ResidentDetails } from '#functions/registry/model/resident.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { proposalKey } from '#functions/registry/store/keys.ts';
import type { PersonKey } from '#functions/registry/vault/person-vault.ts';
import { recordActor, type Actor } from '#platform/actor/actor.ts';
import { GENESIS_HASH, hashOf } from '#platform/audit/audit-entry.ts';
import { ledgerWrites } from '#platform/command/ledger.ts';
import type { Write } from '#platform/store/item-store.ts';

import { proposalLedger, type Proposal } from './proposal.ts';

/** Characters of a keyed hash that make an id: more than 150 bits of it. */
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
  /** Whether the proposing station is to answer for the record; false unless given. */
  readonly move?: boolean;
  readonly at: Date;
}

/** A proposal before the commit. */
export interface MadeProposal {
  readonly proposal: Proposal;
  readonly key: PersonKey;
  /** Whether the same was asked for before, whatever became of it: then there is nothing to write. */
  readonly isKnown: boolean;
}

/**
 * The proposal that asks for a correction. Its id follows from what it says: the same correction of the same version is one.
 * @returns undefined when the resident is erased
 */
export async function madeProposal(
  { store, vault }: RegistryPlatform,
  correction: ProposedCorrection,
): Promise<MadeProposal | undefined> {
  const { partnershipId, resident, details, byStationId, actor, importId, move = false, at } = correction;
  const { residentId, owningStationId, version: residentVersion } = resident;
  const [hasher, key] = await Promise.all([vault.hasher(), vault.keyOf(residentId)]);
  if (key === undefined) return undefined;
  const content = { residentId, residentVersion, byStationId, details, move };
  const hash = hasher(partnershipId, 'request', hashOf(content));
  const proposalId = `PC-${hash.slice(0, ID_CHARACTERS)}`;
  const found = await store.get(proposalKey(partnershipId, proposalId), z.unknown());
  const proposal: Proposal = {
    ...content,
    proposalId,
    partnershipId,
    owningStationId,
    proposedBy: recordActor(actor),
    ...(importId === undefined ? {} : { importId }),
    proposedAt: at.toISOString(),
    status: 'open',
    version: 1,
    auditHead: GENESIS_HASH,
  };
  return { proposal, key, isKnown: found !== undefined };
}

/**
 * What asks the station that answers for a resident to correct the record; nothing when the same was asked for before. For
 * imports, which write many of them in a transaction.
 */
export async function proposalWrites(
  platform: RegistryPlatform,
  correction: ProposedCorrection,
): Promise<Write[]> {
  const made = await madeProposal(platform, correction);
  if (made === undefined || made.isKnown) return [];
  const { proposal, key } = made;
  return ledgerWrites<Proposal>({
    ledger: proposalLedger(proposal, key),
    before: undefined,
    next: proposal,
    actor: correction.actor,
    action: 'registry.propose',
    at: correction.at,
    event: { type: 'proposed', data: {} },
    generation: 1,
    effects: [],
    writes: [],
    reply: { status: 201, body: {} },
  });
}
