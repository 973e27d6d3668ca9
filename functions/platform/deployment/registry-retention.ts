import * as z from 'zod';

/** How long the registry keeps what it knows of people. */
export const registryRetentionSchema = z.strictObject({
  daysAfterLeaving: z
    .int()
    .min(30)
    .max(36_500)
    .describe(
      'Days for which a record is kept after the last day of the last residence; then the person is erased.',
    ),
});
