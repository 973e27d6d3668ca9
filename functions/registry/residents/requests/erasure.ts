import * as z from 'zod';

import { groundSchema } from '#functions/registry/lookup/model/ground.ts';

const [, ofLaw] = groundSchema.options;

/** Why a person is erased. Codes, and the number of a document: a text could speak of the person and would outlive them. */
export const erasureSchema = z.strictObject({
  ground: z.enum(['leftLongAgo', 'enteredInError', 'sameAsAnother', 'requestOfPerson', 'order']),
  /** Number of the letter or decision, if there is one. */
  documentNumber: ofLaw.shape.documentNumber,
});

/** Why a person is erased. */
export type ErasureRequest = z.infer<typeof erasureSchema>;
