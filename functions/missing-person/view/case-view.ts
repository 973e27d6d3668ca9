import { deliveriesOf, telephoneList } from '#functions/casework/telephone-list.ts';
import { casePartition } from '#platform/case/case.ts';
import type { Platform } from '#platform/platform.ts';
import { queryAll } from '#platform/store/item-store.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import { SIGHTING_PREFIX, sightingSchema } from '#functions/missing-person/model/sighting.ts';
import { TIP_PREFIX, tipSchema } from '#functions/missing-person/model/tip.ts';

import type { CaseView } from './case-view-schema.ts';

/** What a case and the records beside it come to for an officer. */
export async function caseView({ store, deployment }: Platform, state: MissingPersonCase): Promise<CaseView> {
  const partition = casePartition(state.caseId);
  const [sightings, tips, deliveries] = await Promise.all([
    queryAll(store, partition, SIGHTING_PREFIX, sightingSchema),
    queryAll(store, partition, TIP_PREFIX, tipSchema),
    deliveriesOf(store, state.caseId),
  ]);
  const { appeal } = state;
  const isLive = appeal !== undefined && appeal.withdrawnAt === undefined;
  return {
    ...state,
    ...(isLive ? { appealUrl: `${deployment.publicBaseUrl}/p/${appeal.appealId}` } : {}),
    sightings: sightings.map(({ body }) => body),
    tips: tips.map(({ body }) => body),
    telephone: telephoneList(deliveries, state),
  };
}
