import * as z from 'zod';

import { sortable } from '#platform/case/case.ts';
import type { Key, NewItem } from '#platform/store/item-store.ts';

/** State machines that an effect can start, by the folder under `workflows/`. */
export const machineSchema = z.enum([
  'missing-person',
  'investigation',
  'suspect-transfer',
  'registry-hit',
  'notify',
]);

/** State machines that an effect can start. */
export type Machine = z.infer<typeof machineSchema>;

/** What must happen after a commit. Delivered at least once; each is harmless when repeated. Ids only. */
export const effectSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('startExecution'),
    machine: machineSchema,
    /** At most 80 characters; the same name never starts twice. */
    executionName: z.string().max(80),
    input: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  z.object({
    type: z.literal('wake'),
    caseId: z.string(),
    /** Names of the waits to complete, or `*` for every wait of the case. */
    waits: z.array(z.string()),
    version: z.int(),
  }),
]);

/** What must happen after a commit. */
export type Effect = z.infer<typeof effectSchema>;

/** An outbox row: one effect, pending until delivered or given up with an alarm. */
export const outboxRowSchema = z.object({
  effect: effectSchema,
  createdAt: z.iso.datetime(),
  status: z.enum(['pending', 'delivered', 'deadLettered']),
  attempts: z.int().min(0),
});

/** An outbox row. */
export type OutboxRow = z.infer<typeof outboxRowSchema>;

/** Partition of index `gsi2` that holds the pending rows by creation time; the sweeper walks it. */
export const PENDING_PARTITION = 'OUTBOX#PENDING';

/** The outbox rows of one commit, as items beside what was committed. */
export function outboxItems(
  partition: string,
  version: number,
  at: string,
  effects: readonly Effect[],
): NewItem[] {
  return effects.map((effect, index) =>
    outboxItem(
      { pk: partition, sk: `OUTBOX#${sortable(version)}#${index}` },
      { effect, createdAt: at, status: 'pending', attempts: 0 },
    ),
  );
}

/** The item of a row: in the pending index while it is pending. */
export function outboxItem(key: Key, row: OutboxRow): NewItem {
  return {
    key,
    entity: 'outbox',
    body: row,
    ...(row.status === 'pending'
      ? { gsi2: { pk: PENDING_PARTITION, sk: `${row.createdAt}#${key.pk}#${key.sk}` } }
      : {}),
  };
}
