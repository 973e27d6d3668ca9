import * as z from 'zod';

import { roleSchema } from '#platform/actor/actor.ts';
import { officerSchema, rosterSchema } from '#platform/roster/roster.ts';

/** What replacing a roster answers. */
export const rosterReplacedSchema = z.strictObject({
  stationId: z.string(),
  officers: z.int(),
  /** Times of the coming week in which nobody holds a level of the ladder that this station has to answer. */
  uncovered: z.array(z.strictObject({ role: roleSchema, from: z.iso.datetime(), to: z.iso.datetime() })),
});

/** Who can be reached at a station now; its whole roster only for the station itself and its superior. */
export const rosterViewSchema = z.strictObject({
  stationId: z.string(),
  /** The instant that `onDuty` speaks of. */
  at: z.iso.datetime(),
  onDuty: z.array(
    z.strictObject({
      role: roleSchema,
      officers: z.array(officerSchema.pick({ officerId: true, name: true, telephone: true })),
    }),
  ),
  roster: rosterSchema.optional(),
});

/** Who can be reached at a station now. */
export type RosterView = z.infer<typeof rosterViewSchema>;
