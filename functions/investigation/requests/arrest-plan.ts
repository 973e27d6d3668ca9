import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';

import { officerIdSchema, stationIdSchema } from './cooperation-request.ts';

/** Who does what at the arrest. A later plan takes the place of an earlier one; tasks that were begun go on. */
export const arrestPlanRequestSchema = z.strictObject({
  tasks: z
    .array(
      z.strictObject({
        stationId: stationIdSchema,
        /** Shown to whoever gets the task: names nobody. */
        text: boundedText(100),
        dueAt: z.iso.datetime(),
        assigneeId: officerIdSchema.optional(),
      }),
    )
    .min(1)
    .max(20),
  assembleAt: z.strictObject({ time: z.iso.datetime(), place: boundedText(200) }).optional(),
  note: boundedText(1000).optional(),
});

/** Who does what at the arrest. */
export type ArrestPlanRequest = z.infer<typeof arrestPlanRequestSchema>;
