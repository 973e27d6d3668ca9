import * as z from 'zod';

import { casePartition } from '#platform/case/case.ts';
import type { Key, NewItem } from '#platform/store/item-store.ts';

/** Name of the wait of a case's own process. */
export const PROCESS_WAIT = 'process';

/** Partition of index `gsi2` that holds the waits by the time at which they should have ended. */
export const DUE_WAITS_PARTITION = 'WAIT#DUE';

/**
 * A running process that waits for news of its case. `answeredAt`: its token was used; the process registers again or
 * ends, and if it does neither it is stuck, which the sweeper sees by `dueAt`.
 */
export const waitSchema = z.object({
  caseId: z.string(),
  name: z.string(),
  token: z.string(),
  executionArn: z.string(),
  /** Version of the case that the process knew when it began to wait. */
  seenVersion: z.int(),
  registeredAt: z.iso.datetime(),
  /** When the process looks again by itself. */
  dueAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().optional(),
});

/** A running process that waits for news of its case. */
export type Wait = z.infer<typeof waitSchema>;

/** Key of a wait: one item for each waiting process of a case. */
export function waitKey(caseId: string, name: string): Key {
  return { pk: casePartition(caseId), sk: `WAIT#${name}` };
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
