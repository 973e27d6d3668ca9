import { caseSummarySchema, type CaseSummary } from '#functions/casework/list-cases.ts';
import { caseRelation } from '#platform/authorization/authorize.ts';
import { caseKey, caseListPartition } from '#platform/case/case.ts';
import { partnershipsWith } from '#platform/deployment/deployment.ts';
import type { Platform } from '#platform/platform.ts';

/**
 * The cases that are not closed and in which the station has a part, oldest first within each partnership. The list
 * comes from an index that lags a moment behind, so each case is read again as it is.
 */
export async function openCasesOf(platform: Platform, stationId: string): Promise<CaseSummary[]> {
  const partnerships = partnershipsWith(platform.deployment, stationId);
  const lists = await Promise.all(partnerships.map(({ id }) => listedAsOpen(platform, id)));
  const ids = lists
    .flat()
    .filter((listed) => caseRelation(platform.deployment, stationId, listed) !== undefined)
    .map(({ caseId }) => caseId);
  const cases = await Promise.all(
    ids.map((caseId) => platform.store.get(caseKey(caseId), caseSummarySchema)),
  );
  return cases.flatMap((found) =>
    found === undefined || found.body.status === 'closed' ? [] : [found.body],
  );
}

async function listedAsOpen(platform: Platform, partnershipId: string): Promise<CaseSummary[]> {
  const partition = caseListPartition(partnershipId, 'OPEN');
  const found: CaseSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await platform.store.queryIndex(
      'gsi1',
      partition,
      caseSummarySchema,
      cursor === undefined ? {} : { cursor },
    );
    found.push(...page.items.map(({ body }) => body));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}
