import * as z from 'zod';

import { answerLookupIf, type Found } from '#functions/registry/lookup/answer-lookup.ts';
import { maskDetails } from '#functions/registry/lookup/mask-details.ts';
import { shownDetailsSchema } from '#functions/registry/lookup/model/shown-details.ts';
import { noticeSchema } from '#functions/registry/model/notice.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { loadNotice } from '#functions/registry/store/notice-store.ts';
import { loadResident } from '#functions/registry/store/resident-record.ts';
import { hitCaseSchema, type HitCase } from '#functions/registry-hit/model/hit-case.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { authorizeOnCase, refuse } from '#platform/authorization/authorize.ts';
import { loadCase } from '#platform/case/case-command.ts';
import { HIT_VERIFICATION, type ShownField } from '#platform/deployment/registry-lookup.ts';
import { NotFoundError } from '#platform/errors.ts';

import { maskNotice, shownNoticeSchema } from './shown-notice.ts';

/** Resident and wanted notice side by side, as both are now; what is erased is not there any more. */
export const comparisonSchema = hitCaseSchema.pick({ caseId: true, score: true, reasons: true }).extend({
  resident: z
    .object({ residentId: z.string(), owningStationId: z.string(), details: shownDetailsSchema })
    .optional(),
  notice: noticeSchema
    .pick({ noticeId: true, status: true })
    .extend({ details: shownNoticeSchema })
    .optional(),
  /** The record of this reading. */
  lookupId: z.string(),
});

type Comparison = z.infer<typeof comparisonSchema>;

/**
 * What two officers compare who verify a hit: a lookup like every other, whose purpose is the verification and whose ground is
 * the hit. It is masked as the deployment says, and stands in the digest of the station that answers for the resident.
 * @throws NotFoundError for a case that there is not, and for stations that have no part in it
 * @throws ForbiddenError `not-allowed` for the role; `case-not-open` when nothing is left to be verified
 */
export async function compareHit(
  platform: RegistryPlatform,
  actor: OfficerActor,
  caseId: string,
): Promise<{ readonly version: number; readonly answer: Comparison }> {
  const action = 'registryHit.compare';
  const state = await loadCase(platform, caseId, hitCaseSchema);
  if (state === undefined) return refuse(platform, actor, action, caseId, new NotFoundError());
  const { partnershipId, version, score, reasons } = state;
  const { lookupId, answer } = await answerLookupIf(
    platform,
    { actor, partnershipId, action, purpose: HIT_VERIFICATION, ground: { caseId }, criteria: [] },
    () => authorizeOnCase(platform, actor, action, state),
    ({ shows }) => bothRecords(platform, state, shows),
  );
  return { version, answer: { caseId, score, reasons, ...answer, lookupId } };
}

async function bothRecords(
  platform: RegistryPlatform,
  { partnershipId, residentId, noticeId }: HitCase,
  shows: readonly ShownField[],
): Promise<Found<Pick<Comparison, 'resident' | 'notice'>>> {
  const [opened, openedNotice] = await Promise.all([
    loadResident(platform, partnershipId, residentId),
    loadNotice(platform, partnershipId, noticeId),
  ]);
  const resident = opened?.resident;
  const notice = openedNotice?.notice;
  return {
    residents: resident === undefined ? [] : [resident],
    answer: {
      ...(resident === undefined
        ? {}
        : {
            resident: {
              residentId,
              owningStationId: resident.owningStationId,
              details: maskDetails(resident.details, shows),
            },
          }),
      ...(notice === undefined
        ? {}
        : { notice: { noticeId, status: notice.status, details: maskNotice(notice.details, shows) } }),
    },
  };
}
