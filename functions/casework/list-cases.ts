import * as z from 'zod';

import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { recordAccess } from '#platform/audit/access-log.ts';
import { authorizeAtStation } from '#platform/authorization/authorize.ts';
import { caseBaseSchema, caseListPartition } from '#platform/case/case.ts';
import { partnershipsWith } from '#platform/deployment/deployment.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { Page } from '#platform/store/item-store.ts';

/** A case as a list shows it: where it stands and what waits, nothing of the person. */
export const caseSummarySchema = caseBaseSchema.omit({ auditHead: true, openedBy: true }).extend({
  /** Tips from the public which no officer has judged yet. */
  untriagedTips: z.int().min(0).default(0),
});

/** A case as a list shows it. */
export type CaseSummary = z.infer<typeof caseSummarySchema>;

/** Which cases an officer wants to see. */
export interface CaseListRequest {
  readonly actor: OfficerActor;
  /** Needed only by a superior of several partnerships. */
  readonly partnershipId?: string | undefined;
  readonly list: 'OPEN' | 'CLOSED';
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/**
 * Cases of one partnership of the officer's station, newest first. The lookup is logged.
 * @throws ForbiddenError when the officer's role does not allow it
 * @throws InvalidRequestError when the partnership must be named, or is not the station's
 */
export async function listCases(
  platform: Platform,
  { actor, partnershipId, list, limit, cursor }: CaseListRequest,
): Promise<Page<CaseSummary>> {
  await authorizeAtStation(platform, actor, 'case.list', actor.stationId);
  const partnership = choosePartnership(platform, actor.stationId, partnershipId);
  const page = await platform.store.queryIndex(
    'gsi1',
    caseListPartition(partnership, list),
    caseSummarySchema,
    {
      limit,
      descending: true,
      ...(cursor === undefined ? {} : { cursor }),
    },
  );
  await recordAccess(platform.store, actor.stationId, {
    at: platform.clock.now().toISOString(),
    actor: recordActor(actor),
    action: 'case.list',
    outcome: 'read',
    target: `${partnership}#${list}`,
  });
  return page;
}

function choosePartnership(platform: Platform, stationId: string, wanted: string | undefined): string {
  const ids = partnershipsWith(platform.deployment, stationId).map(({ id }) => id);
  const chosen = wanted ?? (ids.length === 1 ? ids[0] : undefined);
  if (chosen !== undefined && ids.includes(chosen)) return chosen;
  throw new InvalidRequestError([
    { field: 'query.partnershipId', message: `must be one of: ${ids.join(', ')}` },
  ]);
}
