import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { casePartition } from '#platform/case/case.ts';
import type { Key } from '#platform/store/item-store.ts';
import { boundedText } from '#platform/bounded-text.ts';
import { pointSchema } from '#platform/point.ts';

import { leadIdSchema } from './lead.ts';

/** What is concluded from leads: the route of the flight, a likely hideout, where to watch next. */
export const noteKindSchema = z.enum(['route', 'hideout', 'watchPoint']);

/** What is concluded from leads, as it is sent and as it is kept. */
export const noteContentSchema = z.strictObject({
  kind: noteKindSchema,
  text: boundedText(4000),
  /** The leads it rests on; who may not read one of them may not read the note. */
  leadIds: z.array(leadIdSchema).min(1).max(50),
  points: z.array(pointSchema).max(50).optional(),
  /** A route as it was driven or walked, in order. */
  line: z.array(pointSchema).min(2).max(500).optional(),
});

/**
 * An analysis note. A route is drawn by an officer; one that is computed will say how in a member `computation` beside
 * `line`, and rest on leads like any other.
 */
export const noteSchema = noteContentSchema.extend({
  noteId: z.string(),
  stationId: z.string(),
  at: z.iso.datetime(),
  by: actorRecordSchema,
});

/** An analysis note. */
export type AnalysisNote = z.infer<typeof noteSchema>;

/** Sort-key prefix of the analysis notes of a case. */
export const NOTE_PREFIX = 'NOTE#';

/** Key of an analysis note. */
export function noteKey(caseId: string, noteId: string): Key {
  return { pk: casePartition(caseId), sk: `${NOTE_PREFIX}${noteId}` };
}
