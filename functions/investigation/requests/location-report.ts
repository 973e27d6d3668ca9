import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { pointSchema } from '#platform/point.ts';
import { leadIdSchema } from '#functions/investigation/model/lead.ts';

/** Where the suspect is. */
export const locationReportSchema = z.strictObject({
  point: pointSchema,
  place: boundedText(200),
  /** Default: now. */
  at: z.iso.datetime().optional(),
  /** The leads by which it is known. */
  leadIds: z.array(leadIdSchema).max(50).default([]),
});

/** Where the suspect is. */
export type LocationReport = z.infer<typeof locationReportSchema>;
