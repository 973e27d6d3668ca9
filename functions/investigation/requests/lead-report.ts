import type * as z from 'zod';

import { checkHandling, leadContentSchema } from '#functions/investigation/model/lead.ts';

/** A lead as an officer adds it. */
export const leadReportSchema = leadContentSchema.superRefine(checkHandling);

/** A lead as an officer adds it. */
export type LeadReport = z.infer<typeof leadReportSchema>;
