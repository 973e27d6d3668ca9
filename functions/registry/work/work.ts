import * as z from 'zod';

/**
 * What the registry does by itself after a commit. Ids only. Each piece is written in the transaction that makes it due, is
 * carried out at least once, and is harmless when repeated.
 */
export const workSchema = z.discriminatedUnion('type', [
  /** A resident was written: compare with the wanted notices as they are now. */
  z.object({ type: z.literal('compareResident'), partnershipId: z.string(), residentId: z.string() }),
  /** A notice was written: compare with the residents as they are now. */
  z.object({ type: z.literal('compareNotice'), partnershipId: z.string(), noticeId: z.string() }),
  /** A part of a file of residents was written: compare all of them. */
  z.object({
    type: z.literal('compareImportPart'),
    partnershipId: z.string(),
    importId: z.string(),
    part: z.int(),
  }),
  /** A notice was withdrawn or has expired: close its open hits. */
  z.object({ type: z.literal('closeHits'), partnershipId: z.string(), noticeId: z.string() }),
  /** A file was uploaded: read it whole, and cut it into parts. */
  z.object({ type: z.literal('readImport'), partnershipId: z.string(), importId: z.string() }),
  /** A part of a file is to be written. */
  z.object({
    type: z.literal('writeImportPart'),
    partnershipId: z.string(),
    importId: z.string(),
    part: z.int(),
  }),
  /** An export was asked for: write its file. */
  z.object({ type: z.literal('writeExport'), partnershipId: z.string(), exportId: z.string() }),
  /** Let notices expire whose validity has ended before `day`. */
  z.object({ type: z.literal('expireNotices'), partnershipId: z.string(), day: z.string() }),
  /** Erase the residents of a station who left longer ago than records are kept, from `after` on. */
  z.object({
    type: z.literal('eraseExpired'),
    partnershipId: z.string(),
    stationId: z.string(),
    day: z.string(),
    after: z.string().optional(),
  }),
  /** Write who looked at a station's residents on `day`, and tell it. */
  z.object({
    type: z.literal('writeDigest'),
    partnershipId: z.string(),
    stationId: z.string(),
    day: z.string(),
  }),
  /** A lookup was unusual: tell both stations. */
  z.object({ type: z.literal('tellUnusual'), partnershipId: z.string(), lookupId: z.string() }),
]);

/** What the registry does by itself after a commit. */
export type Work = z.infer<typeof workSchema>;
