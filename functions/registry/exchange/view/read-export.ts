import { requireOwnStation } from '#functions/registry/exchange/commands/require-own-station.ts';
import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import {
  exportObjectName,
  exportSchema,
  type ExportRecord,
} from '#functions/registry/exchange/model/export-record.ts';
import { exportKey } from '#functions/registry/store/keys.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { authorizeInPartnership } from '#platform/authorization/authorize.ts';
import { NotFoundError } from '#platform/errors.ts';

import { download, type Download } from './download.ts';

/** An export as the station sees it that asked for it. */
export interface ExportView extends Pick<
  ExportRecord,
  'exportId' | 'status' | 'requestedAt' | 'finishedAt' | 'residents'
> {
  readonly file?: Download;
}

/**
 * How far an export of the officer's station is and, once it is done, where it can be fetched; that is logged.
 * @throws NotFoundError when there is none
 * @throws ForbiddenError `own-files-alone` when it is another station's; the refusal is logged
 */
export async function readExport(
  platform: ExchangePlatform,
  actor: OfficerActor,
  partnershipId: string,
  exportId: string,
): Promise<ExportView> {
  const action = 'registry.export';
  await authorizeInPartnership(platform, actor, action, partnershipId);
  const found = await platform.store.get(exportKey(partnershipId, exportId), exportSchema);
  if (found === undefined) throw new NotFoundError();
  await requireOwnStation(platform, actor, action, exportId, found.body.stationId);
  const { status, requestedAt, finishedAt, residents, purpose, format } = found.body;
  const view = { exportId, status, requestedAt };
  if (finishedAt === undefined || residents === undefined) return view;
  const file = await download(platform, {
    actor,
    action,
    target: exportId,
    objectName: exportObjectName(found.body),
    fileName: `实有人口-${exportId}.${format}`,
    purpose,
  });
  return { ...view, finishedAt, residents, file };
}
