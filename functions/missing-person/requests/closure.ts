import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';

/** What is said at the end. */
export const closureSchema = z.strictObject({ note: boundedText(1000).optional() });

/** What is said at the end. */
export type Closure = z.infer<typeof closureSchema>;
