import * as z from 'zod';

import { residentDetailsSchema, residentSchema, type Resident } from '#functions/registry/model/resident.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import type { PersonKey } from '#functions/registry/vault/person-vault.ts';
import type { Ledger } from '#platform/command/ledger.ts';

import { residentKey, stationResidents } from './keys.ts';
import { keptDetailsSchema, openDetails, sealBy, unsealed } from './person-record.ts';

/** A resident as a ledger has it: of an erased one the details are gone. */
export const residentRecordSchema = residentSchema.extend({
  details: residentDetailsSchema.nullable(),
  erasedAt: z.iso.datetime().optional(),
});

/** A resident as a ledger has it. */
export type ResidentRecord = z.infer<typeof residentRecordSchema>;

/** A resident as it lies in the store. */
export const keptResidentSchema = residentRecordSchema.extend({ details: keptDetailsSchema });

/** A resident with the key that their record is sealed by. */
export interface OpenedResident {
  readonly resident: Resident;
  readonly key: PersonKey;
}

/** Where a resident is kept, sealed by their own key; `key` is undefined when they are being erased. */
export function residentLedger(
  { partnershipId, residentId, owningStationId, erasedAt }: ResidentRecord,
  key: PersonKey | undefined,
): Ledger {
  return {
    id: residentId,
    key: residentKey(partnershipId, residentId),
    entity: 'resident',
    seal: key === undefined ? unsealed : sealBy(key),
    ...(erasedAt === undefined
      ? { index: { gsi1: { pk: stationResidents(partnershipId, owningStationId), sk: residentId } } }
      : {}),
  };
}

/** The resident of that id; undefined when there is none, or none any more. */
export async function loadResident(
  { store, vault }: RegistryPlatform,
  partnershipId: string,
  residentId: string,
): Promise<OpenedResident | undefined> {
  const [kept, key] = await Promise.all([
    store.get(residentKey(partnershipId, residentId), keptResidentSchema),
    vault.keyOf(residentId),
  ]);
  if (kept === undefined || kept.body.details === null || key === undefined) return undefined;
  const { erasedAt: _, ...body } = kept.body;
  const details = openDetails(key, kept.body.details, residentDetailsSchema);
  return { resident: { ...body, details }, key };
}

/** What is left of a resident who was erased, or whose key is gone; undefined when there never was one. */
export async function erasedResident(
  { store }: RegistryPlatform,
  partnershipId: string,
  residentId: string,
): Promise<Pick<ResidentRecord, 'residentId' | 'owningStationId'> | undefined> {
  return (await store.get(residentKey(partnershipId, residentId), keptResidentSchema))?.body;
}

/** The residents of these ids, in their order, without those who are gone. */
export async function loadResidents(
  platform: RegistryPlatform,
  partnershipId: string,
  residentIds: readonly string[],
): Promise<Resident[]> {
  const found = await Promise.all(residentIds.map((id) => loadResident(platform, partnershipId, id)));
  return found.filter((opened) => opened !== undefined).map(({ resident }) => resident);
}
