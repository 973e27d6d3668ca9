import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { casePartition } from '#platform/case/case.ts';
import type { Key } from '#platform/store/item-store.ts';
import { boundedText } from '#platform/bounded-text.ts';
import { pointSchema } from '#platform/point.ts';

import { gradingSchema, NAMED_OFFICERS_ONLY, UNDER_CONDITIONS } from './grading.ts';

/** What a lead comes from. */
export const leadKindSchema = z.enum(['witness', 'camera', 'vehicle', 'telephone', 'property', 'tip']);

/** What a lead comes from. */
export type LeadKind = z.infer<typeof leadKindSchema>;

/** Id of a lead. */
export const leadIdSchema = z.string().regex(/^L-[0-9A-Z]{26}$/, 'must be a lead id');

/** Id of a person, vehicle or place of the case. */
export const subjectIdSchema = z.string().regex(/^U-[0-9A-Z]{26}$/, 'must be a subject id');

/** An officer of one of the stations, by whom a restricted lead may be read. */
export const namedOfficerSchema = z.strictObject({
  stationId: z.string().max(40),
  officerId: z.string().max(40),
});

/** What a lead says, as it is sent and as it is kept. */
export const leadContentSchema = z.strictObject({
  kind: leadKindSchema,
  /** Where it comes from, such as a shop's camera; never the name of a protected source. */
  source: boundedText(200),
  text: boundedText(4000),
  occurredAt: z.iso.datetime().optional(),
  point: pointSchema.optional(),
  grading: gradingSchema,
  /** What whoever has it must heed: needed with handling code 5, and only then. */
  handlingConditions: boundedText(500).optional(),
  /** Files stay where they are: what is kept is where they are found, and what they were. */
  attachments: z
    .array(
      z.strictObject({
        reference: boundedText(300),
        label: boundedText(100),
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits')
          .optional(),
      }),
    )
    .max(20)
    .default([]),
  /** Other leads, or persons, vehicles and places, and how they belong together. */
  links: z
    .array(z.strictObject({ to: z.union([leadIdSchema, subjectIdSchema]), relation: boundedText(100) }))
    .max(20)
    .default([]),
  /** Who may read it besides its author: needed with handling code 4, and only then. */
  restrictedTo: z.array(namedOfficerSchema).min(1).max(10).optional(),
});

/** The members of a lead that its grading demands or excludes, for `superRefine`. */
export function checkHandling(
  { grading, restrictedTo, handlingConditions }: z.infer<typeof leadContentSchema>,
  context: z.RefinementCtx,
): void {
  const { handling } = grading;
  const check = (field: string, code: number, present: boolean) => {
    if ((handling === code) === present) return;
    const message = present ? `goes with handling code ${code} only` : `is needed by handling code ${code}`;
    context.addIssue({ code: 'custom', path: [field], message });
  };
  check('restrictedTo', NAMED_OFFICERS_ONLY, restrictedTo !== undefined);
  check('handlingConditions', UNDER_CONDITIONS, handlingConditions !== undefined);
}

/** A lead of an investigation. */
export const leadSchema = leadContentSchema.extend({
  leadId: leadIdSchema,
  stationId: z.string(),
  at: z.iso.datetime(),
  by: actorRecordSchema,
});

/** A lead of an investigation. */
export type Lead = z.infer<typeof leadSchema>;

/** Sort-key prefix of the leads of a case. */
export const LEAD_PREFIX = 'LEAD#';

/** Key of a lead. */
export function leadKey(caseId: string, leadId: string): Key {
  return { pk: casePartition(caseId), sk: `${LEAD_PREFIX}${leadId}` };
}
