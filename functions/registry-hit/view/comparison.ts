import * as z from 'zod';

import { noticeDetailsSchema, noticeSchema } from '#functions/registry/model/notice.ts';
import { residentDetailsSchema } from '#functions/registry/model/resident.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { loadNotice } from '#functions/registry/store/notice-store.ts';
import { loadResident } from '#functions/registry/store/resident-record.ts';
import { hitCaseSchema, type HitCase } from '#functions/registry-hit/model/hit-case.ts';

/** Resident and wanted notice side by side, as both are now; what is erased is not there any more. */
export const comparisonSchema = hitCaseSchema.pick({ caseId: true, score: true, reasons: true }).extend({
  resident: z
    .object({ residentId: z.string(), owningStationId: z.string(), details: residentDetailsSchema })
    .optional(),
  notice: noticeSchema
    .pick({ noticeId: true, status: true })
    .extend({ details: noticeDetailsSchema })
    .optional(),
});

/** What two officers compare who verify a hit. */
export async function comparison(
  platform: RegistryPlatform,
  { caseId, partnershipId, residentId, noticeId, score, reasons }: HitCase,
): Promise<z.infer<typeof comparisonSchema>> {
  const [resident, notice] = await Promise.all([
    loadResident(platform, partnershipId, residentId),
    loadNotice(platform, partnershipId, noticeId),
  ]);
  return {
    caseId,
    score,
    reasons,
    ...(resident === undefined
      ? {}
      : {
          resident: {
            residentId,
            owningStationId: resident.resident.owningStationId,
            details: resident.resident.details,
          },
        }),
    ...(notice === undefined
      ? {}
      : { notice: { noticeId, status: notice.notice.status, details: notice.notice.details } }),
  };
}
