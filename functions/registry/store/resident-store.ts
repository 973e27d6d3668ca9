import {
  residentDetailsSchema,
  type Resident,
  type ResidentDetails,
} from '#functions/registry/model/resident.ts';
import type { IdentityDocument } from '#functions/registry/model/identity-document.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import type { PersonKey } from '#functions/registry/vault/person-vault.ts';
import type { Work } from '#functions/registry/work/work.ts';
import type { Actor } from '#platform/actor/actor.ts';
import { GENESIS_HASH } from '#platform/audit/audit-entry.ts';
import { ledgerWrites } from '#platform/command/ledger.ts';
import { ConflictError } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Write } from '#platform/store/item-store.ts';

import { documentHolderKey, documentHolderSchema, indexChange, residentIndex } from './index-writes.ts';
import { loadResident, residentLedger, type OpenedResident, type ResidentRecord } from './resident-record.ts';

/** A resident who is to be entered. */
export interface NewResident {
  readonly partnershipId: string;
  readonly owningStationId: string;
  readonly details: ResidentDetails;
  readonly actor: Actor;
  readonly action: string;
  readonly at: Date;
  /** Set when the details come from a file. */
  readonly importId?: string;
}

/** What a change makes of a resident. */
export interface ResidentChange {
  readonly details: ResidentDetails;
  /** Set when another station answers for the record from now on. */
  readonly owningStationId?: string;
  readonly event: { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
}

/** Who has that document, if anybody. */
export async function holderOf(
  { store, vault }: RegistryPlatform,
  partnershipId: string,
  document: IdentityDocument,
): Promise<{ residentId: string; owningStationId: string | undefined } | undefined> {
  const found = await store.get(
    documentHolderKey(await vault.hasher(), partnershipId, document),
    documentHolderSchema,
  );
  return found && { residentId: found.body.id, owningStationId: found.body.owningStationId };
}

/** The resident who has that document. */
export async function residentByDocument(
  platform: RegistryPlatform,
  partnershipId: string,
  document: IdentityDocument,
): Promise<OpenedResident | undefined> {
  const holder = await holderOf(platform, partnershipId, document);
  return holder && loadResident(platform, partnershipId, holder.residentId);
}

/** @throws ConflictError `known-resident` when somebody else has one of these documents */
export async function requireFreeDocuments(
  platform: RegistryPlatform,
  partnershipId: string,
  documents: readonly IdentityDocument[],
  residentId?: string,
): Promise<void> {
  const holders = await Promise.all(documents.map((document) => holderOf(platform, partnershipId, document)));
  const index = holders.findIndex((holder) => holder !== undefined && holder.residentId !== residentId);
  const holder = holders[index];
  if (holder === undefined) return;
  throw new ConflictError(
    'known-resident',
    `The document in documents.${index} is that of a resident whom the registry knows: ${holder.residentId}.`,
    { field: `documents.${index}`, ...holder },
  );
}

/** A new resident before the commit. */
export interface MadeResident {
  readonly residentId: string;
  readonly next: ResidentRecord;
  readonly key: PersonKey;
  /** The key, and everything by which the resident is found. */
  readonly besides: readonly Write[];
  /** These, and the record with its first event and audit entry. */
  readonly writes: readonly Write[];
}

/**
 * Everything that a new resident writes, but feed and work, which a transaction has once for all its residents: about a dozen
 * writes. Documents that somebody has make the transaction fail; ask `requireFreeDocuments` before.
 */
export async function newResident(
  { vault, store }: RegistryPlatform,
  { partnershipId, owningStationId, details, actor, action, at, importId }: NewResident,
): Promise<MadeResident> {
  const residentId = newId('R', at);
  const [{ key, write }, hasher] = await Promise.all([vault.newKey(residentId), vault.hasher()]);
  const time = at.toISOString();
  const next: ResidentRecord = {
    residentId,
    partnershipId,
    owningStationId,
    details: residentDetailsSchema.parse(details),
    ...(importId === undefined ? {} : { importId }),
    registeredAt: time,
    updatedAt: time,
    version: 1,
    auditHead: GENESIS_HASH,
  };
  const index = residentIndex(hasher, partnershipId, residentId, owningStationId, details);
  const besides = [write, ...(await indexChange(store, [], index))];
  const writes = ledgerWrites({
    ledger: residentLedger(next, key),
    before: undefined,
    next,
    actor,
    action,
    at,
    event: { type: 'registered', data: { details } },
    generation: 1,
    effects: [],
    writes: besides,
    reply: { status: 201, body: { residentId } },
  });
  return { residentId, next, key, besides, writes };
}

/** Everything that a change of a resident writes, but feed and work. */
export async function changedResident(
  platform: RegistryPlatform,
  { resident, key }: OpenedResident,
  { details, owningStationId = resident.owningStationId, event }: ResidentChange,
  by: { readonly actor: Actor; readonly action: string; readonly at: Date },
): Promise<{ next: ResidentRecord; writes: Write[] }> {
  const next: ResidentRecord = {
    ...resident,
    owningStationId,
    details: residentDetailsSchema.parse(details),
    updatedAt: by.at.toISOString(),
  };
  const writes = ledgerWrites<ResidentRecord>({
    ledger: residentLedger(next, key),
    before: resident,
    next,
    ...by,
    event,
    generation: 1,
    effects: [],
    writes: await residentIndexChange(platform, resident, details, owningStationId),
    reply: { status: 200, body: { residentId: resident.residentId } },
  });
  return { next, writes };
}

/** What a change of the details changes of what the resident is found by; `details: null` takes everything away. */
export async function residentIndexChange(
  { store, vault }: RegistryPlatform,
  { partnershipId, residentId, owningStationId, details: before }: Resident,
  details: ResidentDetails | null,
  nextOwner = owningStationId,
): Promise<Write[]> {
  const hasher = await vault.hasher();
  return indexChange(
    store,
    residentIndex(hasher, partnershipId, residentId, owningStationId, before),
    details === null ? [] : residentIndex(hasher, partnershipId, residentId, nextOwner, details),
  );
}

/** The work that a change of a resident makes due. */
export function comparison({
  partnershipId,
  residentId,
}: Pick<Resident, 'partnershipId' | 'residentId'>): Work {
  return { type: 'compareResident', partnershipId, residentId };
}
