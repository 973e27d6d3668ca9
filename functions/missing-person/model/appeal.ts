import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { searchCategorySchema } from '#functions/missing-person/search/search-profile.ts';
import type { Key } from '#platform/store/item-store.ts';

import { boundedText } from '#platform/bounded-text.ts';
import { telephoneTextSchema } from '#platform/telephone-text.ts';
import { personSchema } from './person-details.ts';

/**
 * What an appeal shows, copied when it is published: the officer chose each member, a later amendment of the case adds
 * nothing to it. Never holds anything of a reporter, nor the name.
 */
export const appealContentSchema = z.object({
  category: searchCategorySchema.optional(),
  sex: personSchema.shape.sex,
  ageYears: personSchema.shape.ageYears,
  clothing: personSchema.shape.clothing,
  placeText: boundedText(100).optional(),
  photoId: z.string().optional(),
  contactTelephone: telephoneTextSchema,
});

/** What an appeal shows. */
export type AppealContent = z.infer<typeof appealContentSchema>;

/** The public appeal of a case. It is live until withdrawn, which finding the person does too. */
export const appealSchema = z.object({
  appealId: z.string(),
  publishedAt: z.iso.datetime(),
  publishedBy: actorRecordSchema,
  withdrawnAt: z.iso.datetime().optional(),
  content: appealContentSchema,
});

/** The public appeal of a case. */
export type Appeal = z.infer<typeof appealSchema>;

/** Leads from the public id of an appeal to its case. What it shows, and whether it is live, is the case's. */
export const appealPointerSchema = z.object({ appealId: z.string(), caseId: z.string() });

/** Key of an appeal's pointer. */
export function appealPointerKey(appealId: string): Key {
  return { pk: `APPEAL#${appealId}`, sk: 'APPEAL' };
}
