import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { coerciveStepKindSchema } from '#platform/deployment/coercive-steps.ts';
import { confirmationSchema } from '#functions/investigation/model/coercive-step.ts';

import { stationIdSchema } from './cooperation-request.ts';

/** The checklist as it is confirmed: each entry once. */
export const checklistSchema = z
  .array(confirmationSchema)
  .max(20)
  .refine((entries) => new Set(entries.map(({ id }) => id)).size === entries.length, 'names an entry twice');

/** A coercive step that the chiefs of both stations are asked to approve. */
export const stepRequestSchema = z.strictObject({
  kind: coerciveStepKindSchema,
  target: boundedText(200),
  place: boundedText(200),
  /** The station in whose area it is to be done. */
  atStationId: stationIdSchema,
  /** Default: the officer's own. */
  executingStationId: stationIdSchema.optional(),
  checklist: checklistSchema,
  note: boundedText(1000).optional(),
});

/** A coercive step that the chiefs of both stations are asked to approve. */
export type StepRequest = z.infer<typeof stepRequestSchema>;
