import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import {
  courtReleaseSchema,
  escapeSchema,
  medicalEmergencySchema,
} from '#functions/transfer/model/incidents.ts';

const escaped = escapeSchema.shape;

/** The suspect has escaped. */
export const escapeReportSchema = z.strictObject({
  /** Default: now. */
  at: escaped.at.optional(),
  place: escaped.place,
  point: escaped.point,
  note: escaped.note,
});

/** The suspect has escaped. */
export type EscapeReport = z.infer<typeof escapeReportSchema>;

/** The suspect is held again, by the station of the officer who says so. */
export const recaptureSchema = z.strictObject({
  /** Default: now. */
  at: z.iso.datetime().optional(),
  place: boundedText(200),
});

/** The suspect is held again. */
export type Recapture = z.infer<typeof recaptureSchema>;

/** The suspect is taken to a hospital. */
export const medicalReportSchema = z.strictObject({
  hospital: medicalEmergencySchema.shape.hospital,
  note: medicalEmergencySchema.shape.note,
});

/** The suspect is taken to a hospital. */
export type MedicalReport = z.infer<typeof medicalReportSchema>;

/** The suspect may be moved again. */
export const medicalClearanceSchema = z.strictObject({ note: boundedText(500).optional() });

/** The suspect may be moved again. */
export type MedicalClearance = z.infer<typeof medicalClearanceSchema>;

/** A court, or whoever may, ordered the release. */
export const courtReleaseRequestSchema = z.strictObject({
  ...courtReleaseSchema.shape,
  /** Default: now. */
  at: courtReleaseSchema.shape.at.optional(),
});

/** A court, or whoever may, ordered the release. */
export type CourtReleaseRequest = z.infer<typeof courtReleaseRequestSchema>;
