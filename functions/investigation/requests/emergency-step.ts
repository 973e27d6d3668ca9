import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { coerciveStepKindSchema } from '#platform/deployment/coercive-steps.ts';

import { officerIdSchema, stationIdSchema } from './cooperation-request.ts';
import { checklistSchema } from './step-request.ts';

/** A step that could not wait for its papers. An arrest is reported as such, with its emergency. */
export const emergencyStepSchema = z.strictObject({
  kind: coerciveStepKindSchema.exclude(['arrest']),
  target: boundedText(200),
  place: boundedText(200),
  /** The station in whose area it was done. */
  atStationId: stationIdSchema,
  /** Why it could not wait. */
  reason: boundedText(1000),
  executedAt: z.iso.datetime(),
  /** Officer of the station in whose area it was done, if one was present. */
  localOfficerId: officerIdSchema.optional(),
  note: boundedText(1000).optional(),
});

/** A step that could not wait for its papers. */
export type EmergencyStep = z.infer<typeof emergencyStepSchema>;

/** The papers of an emergency step: its whole checklist, confirmed afterwards. */
export const papersSchema = z.strictObject({ checklist: checklistSchema });

/** The papers of an emergency step. */
export type Papers = z.infer<typeof papersSchema>;
