import * as z from 'zod';

import { openingSchema } from '#functions/transfer/requests/opening.ts';
import { checkedBySchema, verdictValueSchema } from '#functions/registry-hit/model/hit-case.ts';

/** What an officer found. */
export const verdictRequestSchema = z
  .strictObject({
    verdict: verdictValueSchema,
    checkedBy: z
      .array(checkedBySchema)
      .min(1)
      .max(5)
      .refine((each) => new Set(each).size === each.length, { message: 'must not name the same twice' }),
    /** The person is held already: then a transfer begins with the confirmation instead of an investigation. */
    held: openingSchema.omit({ partnershipId: true, drill: true, investigationId: true }).optional(),
  })
  .refine(({ verdict, held }) => held === undefined || verdict === 'confirmed', {
    path: ['held'],
    message: 'goes with the verdict "confirmed" alone',
  });

/** What an officer found. */
export type VerdictRequest = z.infer<typeof verdictRequestSchema>;
