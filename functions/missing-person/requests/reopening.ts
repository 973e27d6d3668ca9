import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';

/** Why the search goes on. */
export const reopeningSchema = z.strictObject({ reason: boundedText(500) });

/** Why the search goes on. */
export type Reopening = z.infer<typeof reopeningSchema>;
