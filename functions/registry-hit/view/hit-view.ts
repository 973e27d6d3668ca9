import * as z from 'zod';

import { deliveriesOf, telephoneList } from '#functions/casework/telephone-list.ts';
import { hitCaseSchema, type HitCase } from '#functions/registry-hit/model/hit-case.ts';
import { deliverySchema } from '#platform/notification/notification.ts';
import type { Platform } from '#platform/platform.ts';

/** Everything an officer sees of a hit at once; who it is about, the comparison shows. */
export const hitViewSchema = hitCaseSchema.extend({
  /** Whom no message reached: telephone them. */
  telephone: z.array(deliverySchema),
});

/** A hit and what became of its messages. */
export async function hitView({ store }: Platform, state: HitCase): Promise<z.infer<typeof hitViewSchema>> {
  return { ...state, telephone: telephoneList(await deliveriesOf(store, state.caseId), state) };
}
