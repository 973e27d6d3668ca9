import * as z from 'zod';

import { workSchema, type Work } from '#functions/registry/work/work.ts';
import { newId } from '#platform/ids.ts';
import type { Key, NewItem, Write } from '#platform/store/item-store.ts';

import { workKey } from './keys.ts';

/** A piece of work, pending until it is done or given up with an alarm. */
export const workRowSchema = z.object({
  workId: z.string(),
  work: workSchema,
  createdAt: z.iso.datetime(),
  status: z.enum(['pending', 'done', 'deadLettered']),
  attempts: z.int().min(0),
});

/** A piece of work with what has become of it. */
export type WorkRow = z.infer<typeof workRowSchema>;

/** Partition of index `gsi2` that holds the pending work by creation time. */
export const PENDING_WORK = 'REG#WORK#PENDING';

/** How long work that is done is kept, to be looked at. */
const KEPT_SECONDS = 7 * 86_400;

/**
 * What makes a piece of work due with whatever is committed beside it.
 * @param workId a name that is the same however often it becomes due, such as a day's digest; drawn unless given
 */
export function workWrite(work: Work, at: Date, workId = newId('K', at)): Write {
  const row: WorkRow = { workId, work, createdAt: at.toISOString(), status: 'pending', attempts: 0 };
  return { kind: 'create', item: workItem(row) };
}

/** The item of a row: in the pending index while it is pending. */
export function workItem(row: WorkRow): NewItem {
  const key: Key = workKey(row.workId);
  return {
    key,
    entity: 'work',
    body: row,
    ...(row.status === 'pending'
      ? { gsi2: { pk: PENDING_WORK, sk: `${row.createdAt}#${row.workId}` } }
      : { expiresAt: Math.floor(Date.parse(row.createdAt) / 1000) + KEPT_SECONDS }),
  };
}
