import * as z from 'zod';

import { idSchema } from './id.ts';

/** Which file is to be imported, and how it is to be understood. */
export const importRequestSchema = z.strictObject({
  uploadId: idSchema('UP'),
  /** What the file lists. Wanted notices have routes of their own. */
  kind: z.literal('residents'),
  /** The station whose residents they are: the officer's own. */
  stationId: z.string().min(1).max(60),
  /** Fields of columns by their header, where the header alone does not say it. */
  mapping: z.record(z.string().min(1).max(60), z.string().min(1).max(60)).optional(),
});

/** Which file is to be imported. */
export type ImportRequest = z.infer<typeof importRequestSchema>;
