import * as z from 'zod';

/** A telephone as callers give it; national numbers and extensions are allowed. */
export const telephoneTextSchema = z
  .string()
  .regex(/^\+?[0-9][0-9 ()-]{4,23}$/, 'must be a telephone number');
