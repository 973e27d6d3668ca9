import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import type { Idempotency } from '#platform/command/idempotency.ts';
import { idempotencyOfOfficer, type CommandRequest } from '#platform/http/officer-command.ts';

/**
 * The claim of a request to be carried out once, whose content speaks of a person: its hash is keyed, for a plain one of a name
 * or a number could be guessed, and would outlive an erasure.
 */
export async function registryIdempotency(
  { vault }: RegistryPlatform,
  partnershipId: string,
  request: CommandRequest,
): Promise<Idempotency> {
  const hasher = await vault.hasher();
  const requestHash = hasher(partnershipId, 'request', request.requestHash);
  return idempotencyOfOfficer({ ...request, requestHash });
}
