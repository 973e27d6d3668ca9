import { importSchema, type ImportRecord } from '#functions/registry/exchange/model/import-record.ts';
import { importKey } from '#functions/registry/store/keys.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { authorizeInPartnership } from '#platform/authorization/authorize.ts';
import { NotFoundError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';

import { requireOwnStation } from './require-own-station.ts';

/** Which import, and who asks. */
export interface ImportQuestion {
  readonly actor: OfficerActor;
  readonly partnershipId: string;
  readonly importId: string;
}

/**
 * An import of the officer's own station.
 * @throws NotFoundError when there is none
 * @throws ForbiddenError `own-files-alone` when it is another station's; the refusal is logged
 */
export async function ownImport(
  platform: Platform,
  { actor, partnershipId, importId }: ImportQuestion,
): Promise<ImportRecord> {
  const action = 'registry.import';
  await authorizeInPartnership(platform, actor, action, partnershipId);
  const found = await platform.store.get(importKey(partnershipId, importId), importSchema);
  if (found === undefined) throw new NotFoundError();
  await requireOwnStation(platform, actor, action, importId, found.body.stationId);
  return found.body;
}
