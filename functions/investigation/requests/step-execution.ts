import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';

import { officerIdSchema } from './cooperation-request.ts';

/** That an approved step was carried out. */
export const stepExecutionSchema = z.strictObject({
  /** Default: now. */
  at: z.iso.datetime().optional(),
  /** Officer of the station in whose area it was done, who was present. */
  localOfficerId: officerIdSchema,
  note: boundedText(1000).optional(),
});

/** That an approved step was carried out. */
export type StepExecution = z.infer<typeof stepExecutionSchema>;
