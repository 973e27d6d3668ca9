import * as z from 'zod';

import { fileRowSchema } from '#functions/registry/exchange/model/import-line.ts';
import { noticeDetailsSchema } from '#functions/registry/model/notice.ts';

/** A row of a list that could be read, and what it says of its notice. */
export const noticeLineSchema = z.object({
  ...fileRowSchema.pick({ row: true }).shape,
  details: noticeDetailsSchema,
  change: z.enum(['inForce', 'withdrawn']),
});

/** A row of a list that could be read. */
export type NoticeLine = z.infer<typeof noticeLineSchema>;
