import {
  importSchema,
  stationImports,
  type ImportRecord,
} from '#functions/registry/exchange/model/import-record.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { authorizeInPartnership } from '#platform/authorization/authorize.ts';
import type { Platform } from '#platform/platform.ts';

const PAGE = 20;

/** A page of a station's imports, the newest first. */
export interface ImportList {
  readonly imports: readonly Pick<ImportRecord, 'importId' | 'status' | 'requestedAt'>[];
  readonly cursor?: string;
}

/** Imports of the officer's own station. */
export async function listImports(
  platform: Platform,
  actor: OfficerActor,
  partnershipId: string,
  cursor?: string,
): Promise<ImportList> {
  await authorizeInPartnership(platform, actor, 'registry.import', partnershipId);
  const page = await platform.store.queryIndex(
    'gsi1',
    stationImports(partnershipId, actor.stationId),
    importSchema,
    { limit: PAGE, descending: true, ...(cursor === undefined ? {} : { cursor }) },
  );
  return {
    imports: page.items.map(({ body: { importId, status, requestedAt } }) => ({
      importId,
      status,
      requestedAt,
    })),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
}
