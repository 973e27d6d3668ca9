import * as z from 'zod';

import { conditionSchema } from '#functions/missing-person/model/missing-person-case.ts';
import { boundedText } from '#platform/bounded-text.ts';
import { pointSchema } from '#platform/point.ts';

/** That, where and how the person was found. */
export const findReportSchema = z.strictObject({
  condition: conditionSchema,
  point: pointSchema.optional(),
  placeDescription: boundedText(200).optional(),
  /** Default: now. */
  at: z.iso.datetime().optional(),
  note: boundedText(1000).optional(),
});

/** That, where and how the person was found. */
export type FindReport = z.infer<typeof findReportSchema>;
