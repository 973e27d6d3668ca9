import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';

/** That the person is back with those they belong to. */
export const reunionSchema = z.strictObject({
  /** Who took them home, such as a daughter or a care home. */
  with: boundedText(100).optional(),
  /** Default: now. */
  at: z.iso.datetime().optional(),
  note: boundedText(1000).optional(),
});

/** That the person is back with those they belong to. */
export type Reunion = z.infer<typeof reunionSchema>;
