import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { casePartition } from '#platform/case/case.ts';
import type { Key } from '#platform/store/item-store.ts';
import { boundedText } from '#platform/bounded-text.ts';
import { pointSchema } from '#platform/point.ts';

import { directionSchema } from './person-details.ts';

/** Somebody saw the person after they were missed. */
export const sightingSchema = z.object({
  sightingId: z.string(),
  point: pointSchema,
  /** When they were seen. */
  seenAt: z.iso.datetime(),
  direction: directionSchema.optional(),
  placeDescription: boundedText(200).optional(),
  note: boundedText(1000).optional(),
  reportedAt: z.iso.datetime(),
  reportedBy: actorRecordSchema,
  /** What brought it: an officer, a tip of the public, or a search task. */
  source: z.enum(['officer', 'tip', 'task']),
  tipId: z.string().optional(),
  taskId: z.string().optional(),
});

/** Somebody saw the person after they were missed. */
export type Sighting = z.infer<typeof sightingSchema>;

/** Sort-key prefix of the sightings of a case. */
export const SIGHTING_PREFIX = 'SIGHTING#';

/** Key of a sighting. */
export function sightingKey(caseId: string, sightingId: string): Key {
  return { pk: casePartition(caseId), sk: `${SIGHTING_PREFIX}${sightingId}` };
}
