import * as z from 'zod';

import { dateSchema } from '#functions/registry/model/identity-document.ts';
import { permitSchema, workSchema } from '#functions/registry/model/resident.ts';

/** Last day of the open residence. */
export const residenceEndSchema = z.strictObject({ to: dateSchema });

/** Last day of the open work at an employer. */
export const workEndSchema = z.strictObject({ employer: workSchema.shape.employer, to: dateSchema });

/** A permit is endorsed each year (居住证签注). */
export const endorsementSchema = z.strictObject({
  endorsedOn: dateSchema,
  validTo: permitSchema.shape.validTo,
});
