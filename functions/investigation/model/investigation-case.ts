import * as z from 'zod';

import { caseBaseSchema } from '#platform/case/case.ts';
import { investigationStatuses } from '#platform/case/case-status.ts';
import { boundedText } from '#platform/bounded-text.ts';

import { closingProposalSchema, closureRecordSchema, outcomeSchema } from './closing.ts';
import { coerciveStepSchema, MAX_STEPS } from './coercive-step.ts';
import { cooperationSchema } from './cooperation.ts';
import { legalBasisSchema, offenceSchema, suspectSchema } from './matter.ts';
import { arrestPlanSchema, arrestSchema, linkedTransferSchema, locationSchema } from './pursuit.ts';

/** A joint investigation. Leads, subjects and notes are records of their own beside it. */
export const investigationCaseSchema = caseBaseSchema.extend({
  kind: z.literal('JI'),
  status: z.enum(investigationStatuses),
  /**
   * Rises with every command that changes what the case is about, but not with deliveries, acknowledgements and steps of
   * the process: what both stations consent to when they close it.
   */
  contentVersion: z.int().min(1),
  offence: offenceSchema,
  suspect: suspectSchema,
  facts: boundedText(4000),
  legalBasis: legalBasisSchema,
  cooperation: cooperationSchema.optional(),
  /** Numbers of every letter that was sent: a declined request needs a new one. */
  letterNumbers: z.array(z.string()),
  steps: z.array(coerciveStepSchema).max(MAX_STEPS),
  location: locationSchema.optional(),
  arrestPlan: arrestPlanSchema.optional(),
  arrest: arrestSchema.optional(),
  transfer: linkedTransferSchema.optional(),
  closing: closingProposalSchema.optional(),
  closure: closureRecordSchema.optional(),
  outcome: outcomeSchema.optional(),
  /** Cases that have become part of this one. */
  mergedFrom: z.array(z.string()),
});

/** A joint investigation. */
export type InvestigationCase = z.infer<typeof investigationCaseSchema>;

/** Where an investigation stands. */
export type InvestigationStatus = InvestigationCase['status'];
