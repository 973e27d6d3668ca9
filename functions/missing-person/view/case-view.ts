import * as z from 'zod';

import { deliveriesOf, telephoneList } from '#functions/casework/telephone-list.ts';
import { casePartition } from '#platform/case/case.ts';
import { deliverySchema } from '#platform/notification/notification.ts';
import type { Platform } from '#platform/platform.ts';
import { queryAll } from '#platform/store/item-store.ts';
import {
  missingPersonCaseSchema,
  type MissingPersonCase,
} from '#functions/missing-person/model/missing-person-case.ts';
import { SIGHTING_PREFIX, sightingSchema } from '#functions/missing-person/model/sighting.ts';
import { TIP_PREFIX, tipSchema } from '#functions/missing-person/model/tip.ts';

/** Everything an officer sees of a case at once, except its tasks and timeline, which have lists of their own. */
export const caseViewSchema = missingPersonCaseSchema.extend({
  /** Address of the live public appeal. */
  appealUrl: z.url().optional(),
  /** Oldest report first. */
  sightings: z.array(sightingSchema),
  tips: z.array(tipSchema),
  /** Whom no message reached: telephone them. */
  telephone: z.array(deliverySchema),
});

/** Everything an officer sees of a case at once. */
export type CaseView = z.infer<typeof caseViewSchema>;

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
    telephone: telephoneList(deliveries, state.awaiting),
  };
}
