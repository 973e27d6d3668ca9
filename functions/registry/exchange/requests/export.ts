import * as z from 'zod';

import { fileFormatSchema } from '#functions/registry/exchange/model/upload.ts';
import { purposeSchema } from '#platform/http/route-parts.ts';

/** What is to be exported, and what for. */
export const exportRequestSchema = z.strictObject({
  /** The station whose residents are exported: the officer's own. */
  stationId: z.string().min(1).max(60),
  format: fileFormatSchema,
  /** Written into the audit. Names nobody. */
  purpose: purposeSchema,
});

/** What is to be exported, and what for. */
export type ExportRequest = z.infer<typeof exportRequestSchema>;
