import * as z from 'zod';

import { importPartSchema } from '#functions/registry/exchange/import-part.ts';
import { importKey } from '#functions/registry/store/keys.ts';
import type { Key } from '#platform/store/item-store.ts';

import { rowCountsSchema, type RowCounts } from './import-record.ts';

/**
 * How far the writing of a file has come. Replaced in each transaction that writes rows, so that after a kill at any point it
 * is right: whoever goes on begins at `next`, and two who write at once cannot both write a row.
 */
export const importProgressSchema = z.object({
  /** The part that is being written, from 1. */
  part: z.int().min(1),
  /** The first person of the part who is not dealt with, from 0. */
  next: z.int().min(0),
  counts: rowCountsSchema,
  /** What came of this part so far. */
  ...importPartSchema.shape,
});

/** How far the writing of a file has come. */
export type ImportProgress = z.infer<typeof importProgressSchema>;

/** Key of the progress of an import, beside the import. */
export function importProgressKey(partnershipId: string, importId: string): Key {
  return { pk: importKey(partnershipId, importId).pk, sk: 'PROGRESS' };
}

/** Nothing is dealt with yet. */
export const noRows: RowCounts = {
  written: 0,
  corrected: 0,
  unchanged: 0,
  proposed: 0,
  merged: 0,
  rejected: 0,
};
