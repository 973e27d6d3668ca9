import * as z from 'zod';

import { boundedText } from '#functions/missing-person/model/person-details.ts';

/** Why the search goes on. */
export const reopeningSchema = z.strictObject({ reason: boundedText(500) });

/** Why the search goes on. */
export type Reopening = z.infer<typeof reopeningSchema>;
