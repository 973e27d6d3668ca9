import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';

import type { CaseStatus } from './case.ts';

/**
 * One entry of a case's timeline. `sequence` equals the case's version after the command, so the timeline is dense.
 * `data` is the event's own, checked where it is made (each capability types its events).
 */
export const caseEventSchema = z.object({
  caseId: z.string(),
  sequence: z.int().min(1),
  type: z.string(),
  at: z.iso.datetime(),
  by: actorRecordSchema,
  generation: z.int().min(1),
  data: z.record(z.string(), z.unknown()),
});

/** One entry of a case's timeline. */
export type CaseEvent = z.infer<typeof caseEventSchema>;

/** Events that change where a case stands; all others leave the status alone. */
const statusAfter: Readonly<Record<string, CaseStatus>> = {
  opened: 'searching',
  reopened: 'searching',
  found: 'found',
  reunited: 'reunited',
  withdrawn: 'withdrawn',
  closed: 'closed',
};

/** The status that a case's events say it has; the case's own status must equal it. */
export function statusFromEvents(events: readonly Pick<CaseEvent, 'type'>[]): CaseStatus | undefined {
  return events.reduce<CaseStatus | undefined>((status, { type }) => statusAfter[type] ?? status, undefined);
}
