import { exportLedger, type ExportRecord } from '#functions/registry/exchange/model/export-record.ts';
import type { ExportRequest } from '#functions/registry/exchange/requests/export.ts';
import { workWrite } from '#functions/registry/store/work-store.ts';
import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { GENESIS_HASH } from '#platform/audit/audit-entry.ts';
import { authorizeInPartnership } from '#platform/authorization/authorize.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { requireReply, runCommand } from '#platform/command/run-command.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/platform.ts';

import { requireOwnStation } from './require-own-station.ts';

/**
 * Has a file of the residents of the officer's own station written. Those of the other station do not leave it in bulk.
 * @throws ForbiddenError `own-files-alone` for another station
 */
export async function exportResidents(
  platform: Platform,
  actor: OfficerActor,
  partnershipId: string,
  { stationId, format, purpose }: ExportRequest,
  idempotency: Idempotency,
): Promise<Reply> {
  const action = 'registry.export';
  await authorizeInPartnership(platform, actor, action, partnershipId);
  await requireOwnStation(platform, actor, action, stationId, stationId);
  const reply = await runCommand<ExportRecord>(platform, {
    actor,
    action,
    idempotency,
    load: async () => undefined,
    ledger: exportLedger,
    generation: () => 1,
    decide: (_state, at) => {
      const exportId = newId('EX', at);
      const status = 'writing';
      return {
        next: {
          exportId,
          partnershipId,
          stationId,
          format,
          purpose,
          status,
          requestedAt: at.toISOString(),
          requestedBy: recordActor(actor),
          version: 1,
          auditHead: GENESIS_HASH,
        },
        event: { type: 'exportRequested', data: { format, purpose } },
        writes: [workWrite({ type: 'writeExport', partnershipId, exportId }, at)],
        reply: { status: 201, body: { exportId, status, version: 1 } },
      };
    },
  });
  return requireReply(reply);
}
