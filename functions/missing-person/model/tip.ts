import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { casePartition } from '#platform/case/case.ts';
import type { Key } from '#platform/store/item-store.ts';

import { pointSchema } from '#platform/point.ts';

/** Longest text of a tip, in characters. */
export const MAX_TIP_CHARACTERS = 1000;

/** What a member of the public wrote on an appeal. It alerts nobody: an officer makes a sighting of it, or dismisses it. */
export const tipSchema = z.object({
  tipId: z.string(),
  appealId: z.string(),
  receivedAt: z.iso.datetime(),
  text: z.string().min(1).max(MAX_TIP_CHARACTERS),
  point: pointSchema.optional(),
  seenAt: z.iso.datetime().optional(),
  /** How the writer can be reached, if they said so. */
  contact: z.string().optional(),
  triage: z
    .object({
      decision: z.enum(['sighting', 'dismiss']),
      at: z.iso.datetime(),
      by: actorRecordSchema,
      sightingId: z.string().optional(),
      note: z.string().optional(),
    })
    .optional(),
});

/** What a member of the public wrote on an appeal. */
export type Tip = z.infer<typeof tipSchema>;

/** Sort-key prefix of the tips of a case. */
export const TIP_PREFIX = 'TIP#';

/** Key of a tip. */
export function tipKey(caseId: string, tipId: string): Key {
  return { pk: casePartition(caseId), sk: `${TIP_PREFIX}${tipId}` };
}
