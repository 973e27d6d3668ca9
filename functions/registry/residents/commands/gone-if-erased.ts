import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { openedResident } from '#functions/registry/residents/view/opened-resident.ts';
import { NotFoundError, PreconditionFailedError } from '#platform/errors.ts';

/**
 * What a command answers; of a resident who is erased, that they are. Asked afterwards: the request that erased them may be
 * repeated, and is answered as it was.
 * @throws GoneError `erased-resident`
 * @throws whatever the command throws
 */
export async function goneIfErased<T>(
  platform: RegistryPlatform,
  { partnershipId, residentId }: { readonly partnershipId: string; readonly residentId: string },
  command: () => Promise<T>,
): Promise<T> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof PreconditionFailedError)
      await openedResident(platform, partnershipId, residentId);
    throw error;
  }
}
