import * as z from 'zod';

/**
 * What came of one part of a file once it is written; kept under `importPartKey`. Ids only: what the rows said lies with the
 * residents, sealed, and in the exchange bucket until it lapses.
 */
export const importPartSchema = z.object({
  /** Residents that the part registered or corrected: they are to be compared with the wanted notices. */
  residentIds: z.array(z.string()),
  /** People of the part whose rows come back: which of it, from 0, and why, without a word of what the rows say. */
  rejected: z
    .array(
      z.object({
        index: z.int().min(0),
        faults: z.array(z.object({ field: z.string(), message: z.string() })),
      }),
    )
    .default([]),
});

/** What came of one part of a file. */
export type ImportPart = z.infer<typeof importPartSchema>;
