import {
  fileNameKey,
  uploadKey,
  uploadObjectName,
  type Upload,
} from '#functions/registry/exchange/model/upload.ts';
import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import type { FileUploadRequest } from '#functions/registry/exchange/requests/file-upload.ts';
import { contentTypes } from '#functions/registry/files/table-format.ts';
import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { GENESIS_HASH } from '#platform/audit/audit-entry.ts';
import { authorizeInPartnership } from '#platform/authorization/authorize.ts';
import { addSeconds } from '#platform/clock.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { requireReply, runCommand } from '#platform/command/run-command.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';

/** Long enough for the largest file over a slow line. */
const UPLOAD_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

/**
 * Hands out an address to which exactly this file can be uploaded, past the API. It counts once it is imported.
 * @throws InvalidRequestError when it is larger than the deployment takes
 */
export async function requestFileUpload(
  platform: ExchangePlatform,
  actor: OfficerActor,
  partnershipId: string,
  { name, format, bytes }: FileUploadRequest,
  idempotency: Idempotency,
): Promise<Reply> {
  const action = 'registry.import';
  await authorizeInPartnership(platform, actor, action, partnershipId);
  const { maxBytes, maxExcelBytes, keptDays } = platform.deployment.registry.files;
  const most = format === 'csv' ? maxBytes : maxExcelBytes;
  if (bytes > most) throw new InvalidRequestError([{ field: 'bytes', message: `must be at most ${most}` }]);
  const reply = await runCommand<Upload>(platform, {
    actor,
    action,
    idempotency,
    load: async () => undefined,
    ledger: (next) => ({
      id: next.uploadId,
      key: uploadKey(partnershipId, next.uploadId),
      entity: 'upload',
    }),
    generation: () => 1,
    decide: async (_state, at) => {
      const uploadId = newId('UP', at);
      const next: Upload = {
        uploadId,
        partnershipId,
        stationId: actor.stationId,
        format,
        bytes,
        requestedAt: at.toISOString(),
        requestedBy: recordActor(actor),
        version: 1,
        auditHead: GENESIS_HASH,
      };
      const address = await platform.files.uploadAddress(
        uploadObjectName(next),
        contentTypes[format],
        bytes,
        UPLOAD_SECONDS,
      );
      const expiresAt = addSeconds(at, UPLOAD_SECONDS).toISOString();
      return {
        next,
        event: { type: 'uploadRequested', data: { format, bytes } },
        writes: [
          {
            kind: 'create',
            item: {
              key: fileNameKey(partnershipId, uploadId),
              entity: 'upload',
              body: { name },
              expiresAt: Math.floor(at.getTime() / 1000) + keptDays * DAY_SECONDS,
            },
          },
        ],
        reply: {
          status: 201,
          body: { uploadId, upload: { method: 'PUT', ...address, expiresAt }, version: 1 },
        },
      };
    },
  });
  return requireReply(reply);
}
