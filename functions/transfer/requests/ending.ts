import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';

/** Why the transfer will not take place. */
export const cancellationSchema = z.strictObject({ reason: boundedText(500) });

/** Why the transfer will not take place. */
export type Cancellation = z.infer<typeof cancellationSchema>;

/** What is said at the end. */
export const closureSchema = z.strictObject({ note: boundedText(1000).optional() });

/** What is said at the end. */
export type Closure = z.infer<typeof closureSchema>;
