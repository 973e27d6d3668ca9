import * as z from 'zod';

import {
  documentNumberSchema,
  dutySchema,
  extensionSchema,
  measureSchema,
  travelSchema,
} from '#functions/transfer/model/legal-basis.ts';

/** Another measure takes the place of the one in force. */
export const measureRequestSchema = z.strictObject(measureSchema.shape);

/** Another measure takes the place of the one in force. */
export type MeasureRequest = z.infer<typeof measureRequestSchema>;

const limitId = z.string().min(1).max(41);

/** A duty of a legal limit was done. */
export const dutyRequestSchema = z.strictObject({
  limitId,
  /** Default: now. */
  at: dutySchema.shape.at.optional(),
  documentNumber: documentNumberSchema.optional(),
});

/** A duty of a legal limit was done. */
export type DutyRequest = z.infer<typeof dutyRequestSchema>;

/** A limit was made longer; without its document it is not. */
export const extensionRequestSchema = z.strictObject({
  limitId,
  extensionId: limitId,
  documentNumber: documentNumberSchema,
  issuedAt: extensionSchema.shape.issuedAt,
});

/** A limit was made longer. */
export type ExtensionRequest = z.infer<typeof extensionRequestSchema>;

/** Time on the way between the places. */
export const travelRequestSchema = z.strictObject(travelSchema.shape);

/** Time on the way between the places. */
export type TravelRequest = z.infer<typeof travelRequestSchema>;
