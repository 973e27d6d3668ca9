import * as z from 'zod';

import { residentDetailsSchema } from '#functions/registry/model/resident.ts';

/** A row of the file as it stands there, to be given back if it is rejected. */
export const fileRowSchema = z.object({
  /** Its number in the file, from 1. */
  row: z.int().min(1),
  cells: z.array(z.string()),
});

/** One person of a file, as a line of one of its parts: what their rows say together, and the rows. */
export const importLineSchema = z.object({
  rows: z.array(fileRowSchema).min(1),
  details: residentDetailsSchema,
});

/** One person of a file. */
export type ImportLine = z.infer<typeof importLineSchema>;
