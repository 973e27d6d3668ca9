import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { identityNumberSchema } from '#platform/identity-number.ts';

/** Who is held. Somebody who does not say their name is described. */
export const suspectSchema = z.strictObject({
  name: boundedText(40).optional(),
  sex: z.enum(['female', 'male']).optional(),
  born: z.iso.date().optional(),
  identityNumber: identityNumberSchema.optional(),
  description: boundedText(1000).optional(),
});
