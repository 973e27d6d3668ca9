import * as z from 'zod';

import { casePartition } from '#platform/case/case.ts';
import { machineSchema } from '#platform/outbox/effect.ts';
import type { Key, NewItem } from '#platform/store/item-store.ts';

/** Name of the wait of a case's own process. */
export const PROCESS_WAIT = 'process';

/** Partition of index `gsi2` that holds the waits by the time at which they should have ended. */
export const DUE_WAITS_PARTITION = 'WAIT#DUE';

/**
 * A running process, known by what it waits for. `token` is absent until it waits for the first time; `answeredAt`: its
 * token was used. In both states it soon registers (again) or ends, and if it does neither by `dueAt` it is stuck, which
 * the sweeper sees.
 */
export const waitSchema = z.object({
  caseId: z.string(),
  name: z.string(),
  token: z.string().optional(),
  machine: machineSchema,
  executionName: z.string(),
  /** Version of the case that the process knew when it began to wait. */
  seenVersion: z.int(),
  registeredAt: z.iso.datetime(),
  /** When the process looks again by itself, or should have registered. */
  dueAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().optional(),
});

/** A running process that waits for news of its case. */
export type Wait = z.infer<typeof waitSchema>;

/** Key of a wait: one item for each waiting process of a case. */
export function waitKey(caseId: string, name: string): Key {
  return { pk: casePartition(caseId), sk: `WAIT#${name}` };
}

/**
 * Whether execution `name` came after `other` in the same process. Names end in the numbers that count the executions:
 * `case.generation.part`, `notification.station.part`.
 */
export function isSuccessor(name: string, other: string): boolean {
  const [, generation, part] = name.split('.').map(Number);
  const [, otherGeneration, otherPart] = other.split('.').map(Number);
  const sameGeneration = generation === otherGeneration || Number.isNaN(generation);
  return sameGeneration ? (part ?? 0) > (otherPart ?? 0) : (generation ?? 0) > (otherGeneration ?? 0);
}

/** The item of a wait, listed among the waits that fall due. */
export function waitItem(wait: Wait): NewItem {
  return {
    key: waitKey(wait.caseId, wait.name),
    entity: 'wait',
    body: wait,
    gsi2: { pk: DUE_WAITS_PARTITION, sk: `${wait.dueAt}#${wait.caseId}#${wait.name}` },
  };
}
