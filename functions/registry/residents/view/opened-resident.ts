import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { residentKey } from '#functions/registry/store/keys.ts';
import {
  keptResidentSchema,
  loadResident,
  type OpenedResident,
} from '#functions/registry/store/resident-record.ts';
import { GoneError, NotFoundError } from '#platform/errors.ts';

/**
 * The resident of that id.
 * @throws NotFoundError when there never was one
 * @throws GoneError `erased-resident` when they were erased: nobody can read anything of them any more
 */
export async function openedResident(
  platform: RegistryPlatform,
  partnershipId: string,
  residentId: string,
): Promise<OpenedResident> {
  const opened = await loadResident(platform, partnershipId, residentId);
  if (opened !== undefined) return opened;
  const kept = await platform.store.get(residentKey(partnershipId, residentId), keptResidentSchema);
  if (kept === undefined) throw new NotFoundError();
  throw new GoneError('erased-resident', 'This resident was erased; nothing of them can be read any more.');
}
