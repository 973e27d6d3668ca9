import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import { importLedger, type ImportRecord } from '#functions/registry/exchange/model/import-record.ts';
import {
  uploadKey,
  uploadObjectName,
  uploadSchema,
  type Upload,
} from '#functions/registry/exchange/model/upload.ts';
import type { ImportRequest } from '#functions/registry/exchange/requests/import.ts';
import type { ExchangeFiles } from '#functions/registry/files/exchange-files.ts';
import { workWrite } from '#functions/registry/store/work-store.ts';
import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { GENESIS_HASH } from '#platform/audit/audit-entry.ts';
import { authorizeInPartnership } from '#platform/authorization/authorize.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { requireReply, runCommand } from '#platform/command/run-command.ts';
import { ConflictError, InvalidRequestError } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';

import { requireOwnStation } from './require-own-station.ts';

/**
 * Begins the import of an uploaded file of the officer's station. The same file may be imported again: what the registry knows
 * already stays as it is.
 * @throws ForbiddenError `own-files-alone` for another station
 * @throws InvalidRequestError for a file that is not the officer's station's
 * @throws ConflictError `file-not-uploaded` when nothing lies there, or nothing any more
 */
export async function importResidents(
  platform: ExchangePlatform,
  actor: OfficerActor,
  partnershipId: string,
  request: ImportRequest,
  idempotency: Idempotency,
): Promise<Reply> {
  const action = 'registry.import';
  await authorizeInPartnership(platform, actor, action, partnershipId);
  await requireOwnStation(platform, actor, action, request.stationId, request.stationId);
  const reply = await runCommand<ImportRecord>(platform, {
    actor,
    action,
    idempotency,
    load: async () => undefined,
    ledger: importLedger,
    generation: () => 1,
    decide: async (_state, at) => {
      const upload = await requireUploaded(platform, actor, partnershipId, request.uploadId);
      const next: ImportRecord = {
        importId: newId('IM', at),
        partnershipId,
        stationId: actor.stationId,
        uploadId: upload.uploadId,
        format: upload.format,
        ...(request.mapping === undefined ? {} : { mapping: request.mapping }),
        status: 'reading',
        requestedAt: at.toISOString(),
        requestedBy: recordActor(actor),
        version: 1,
        auditHead: GENESIS_HASH,
      };
      const { importId, status } = next;
      return {
        next,
        event: { type: 'importRequested', data: { uploadId: upload.uploadId } },
        writes: [workWrite({ type: 'readImport', partnershipId, importId }, at)],
        reply: { status: 201, body: { importId, status, version: 1 } },
      };
    },
  });
  return requireReply(reply);
}

async function requireUploaded(
  platform: ExchangePlatform,
  { stationId }: OfficerActor,
  partnershipId: string,
  uploadId: string,
): Promise<Upload> {
  const upload = (await platform.store.get(uploadKey(partnershipId, uploadId), uploadSchema))?.body;
  if (upload?.stationId !== stationId)
    throw new InvalidRequestError([{ field: 'uploadId', message: 'names no upload of your station' }]);
  if (!(await lies(platform.files, uploadObjectName(upload))))
    throw new ConflictError(
      'file-not-uploaded',
      'Nothing lies there: it was not uploaded, or it has lapsed.',
    );
  return upload;
}

/** Whether anything lies there. */
async function lies(files: ExchangeFiles, name: string): Promise<boolean> {
  const found = await files.read(name);
  // Nothing of it is wanted here: leaving the loop closes the connection.
  for await (const _ of found?.content ?? []) break;
  return found !== undefined;
}
