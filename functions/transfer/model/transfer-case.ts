import * as z from 'zod';

import { custodyStateSchema } from '#functions/transfer/custody/custody-state.ts';
import { caseBaseSchema } from '#platform/case/case.ts';
import { transferStatuses } from '#platform/case/case-status.ts';

import { appointmentSchema, approvalSchema, handoverSchema, receiptSchema } from './handover.ts';
import { courtReleaseSchema, escapeSchema, medicalEmergencySchema } from './incidents.ts';
import { legalGroundsSchema, legalStateSchema } from './legal-basis.ts';
import { preparationSchema } from './preparation.ts';
import { suspectSchema } from './suspect.ts';

/** Where a suspect transfer stands. */
export const transferStatusSchema = z.enum(transferStatuses);

/** Where a suspect transfer stands. */
export type TransferStatus = z.infer<typeof transferStatusSchema>;

/** How a transfer ended. */
export const transferOutcomeSchema = z.enum(['received', 'freed', 'cancelled']);

/** How a transfer ended. */
export type TransferOutcome = z.infer<typeof transferOutcomeSchema>;

/** Deadlines the chiefs were warned of and those the superior was told of, so that each is said once. */
const clockMemorySchema = z.object({
  warned: z.array(z.object({ limitId: z.string(), dueAt: z.iso.datetime(), point: z.int() })),
  overdue: z.array(z.object({ limitId: z.string(), dueAt: z.iso.datetime() })),
});

/**
 * A suspect's transfer. The assisting station holds the suspect; the requesting one is to receive them. Who holds the
 * suspect at this instant is said by `custody` alone, and by its chain of entries.
 */
export const transferCaseSchema = caseBaseSchema.extend({
  kind: z.literal('ST'),
  status: transferStatusSchema,
  suspect: suspectSchema,
  legalGrounds: legalGroundsSchema,
  legal: legalStateSchema,
  /** The arrest was an emergency step whose papers follow: said in every report, for good. */
  emergencyArrest: z.literal(true).optional(),
  /** The joint investigation that the suspect was arrested in. */
  investigationId: z.string().optional(),
  preparation: preparationSchema,
  /** Rises with every change of what the chiefs approve: an approval counts for one content only. */
  contentVersion: z.int().min(1),
  /** Of the present content. */
  approvals: z.array(approvalSchema).max(2),
  appointment: appointmentSchema.optional(),
  handover: handoverSchema.optional(),
  receipt: receiptSchema.optional(),
  /** As many as there are: neither an escape nor an emergency may be refused, nor make the case unreadable. */
  escapes: z.array(escapeSchema),
  medicalEmergencies: z.array(medicalEmergencySchema),
  courtRelease: courtReleaseSchema.optional(),
  cancellation: z.object({ at: z.iso.datetime(), reason: z.string() }).optional(),
  custody: custodyStateSchema,
  /** Salt of what the custody chain says of the person by hashes; it is shown to nobody. */
  commitmentSalt: z.string(),
  clockMemory: clockMemorySchema,
  /** The end that the linked investigation has been told of. */
  investigationTold: transferStatusSchema.optional(),
  outcome: transferOutcomeSchema.optional(),
});

/** A suspect's transfer. */
export type TransferCase = z.infer<typeof transferCaseSchema>;
