import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { telephoneTextSchema } from '#platform/telephone-text.ts';

/** What of the case an appeal may show. The name and the reporters are not among it. */
const showableSchema = z.enum(['category', 'sex', 'age', 'clothing', 'photo']);

/** What an appeal is to show. */
export const appealRequestSchema = z.strictObject({
  show: z.array(showableSchema).min(1).max(showableSchema.options.length),
  /** Where people should keep their eyes open, in words chosen for the public. */
  placeText: boundedText(100).optional(),
  /** Default: the newest photo. */
  photoId: z.string().max(40).optional(),
  /** Default: the first telephone of the requesting station's desk. */
  contactTelephone: telephoneTextSchema.optional(),
});

/** What an appeal is to show. */
export type AppealRequest = z.infer<typeof appealRequestSchema>;
