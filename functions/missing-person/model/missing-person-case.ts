import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { missingPersonStatuses } from '#platform/case/case-status.ts';
import { caseBaseSchema } from '#platform/case/case.ts';
import { boundedText } from '#platform/bounded-text.ts';
import { pointSchema } from '#platform/point.ts';

import { appealSchema } from './appeal.ts';
import { detailsSchema } from './person-details.ts';
import { searchStateSchema } from './search-state.ts';

/** How the person was when they were found. */
export const conditionSchema = z.enum(['safe', 'injured', 'deceased']);

/** Why a report was withdrawn. */
export const withdrawalReasonSchema = z.enum(['cancelled', 'falseAlarm']);

/** How a case ended. */
export const outcomeSchema = z.enum(['reunited', 'foundInjured', 'foundDeceased', 'cancelled', 'falseAlarm']);

/** How a case ended. */
export type Outcome = z.infer<typeof outcomeSchema>;

/** Where and how the person was found. */
export const findSchema = z.object({
  at: z.iso.datetime(),
  condition: conditionSchema,
  point: pointSchema.optional(),
  placeDescription: boundedText(200).optional(),
  note: boundedText(1000).optional(),
  by: actorRecordSchema,
});

/** A missing person's case. */
export const missingPersonCaseSchema = caseBaseSchema.extend({
  kind: z.literal('MP'),
  status: z.enum(missingPersonStatuses),
  details: detailsSchema,
  /** Set when an officer chose the severity; else it follows from the category. */
  severityChosen: z.literal(true).optional(),
  search: searchStateSchema,
  /** Confirmed photos, oldest first. */
  photoIds: z.array(z.string()),
  appeal: appealSchema.optional(),
  /** Tips of the public that no officer has looked at yet. */
  untriagedTips: z.int().min(0),
  found: findSchema.optional(),
  reunion: z
    .object({ at: z.iso.datetime(), with: boundedText(100).optional(), note: boundedText(1000).optional() })
    .optional(),
  withdrawal: z
    .object({ at: z.iso.datetime(), reason: withdrawalReasonSchema, note: boundedText(1000).optional() })
    .optional(),
  /** Set when the stations have been told to stand down; `remindAt`: when they are reminded to close. */
  closing: z.object({ stoodDownAt: z.iso.datetime(), remindAt: z.iso.datetime() }).optional(),
  outcome: outcomeSchema.optional(),
});

/** A missing person's case. */
export type MissingPersonCase = z.infer<typeof missingPersonCaseSchema>;
