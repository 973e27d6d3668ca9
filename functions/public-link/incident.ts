import * as z from 'zod';

import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import {
  detailsSchema,
  lastSeenSchema,
  personSchema,
} from '#functions/missing-person/model/person-details.ts';
import { pointSchema } from '#platform/point.ts';

/**
 * What an officer needs to know to act on a case from a link: whom to look for, where, since when. Neither the person's
 * name nor anything of a reporter: whoever picks up the telephone sees this page.
 */
export const incidentSchema = z.strictObject({
  ...detailsSchema.pick({ category: true, meansOfTravel: true }).shape,
  ...personSchema.omit({ name: true }).shape,
  lastSeen: lastSeenSchema,
  /** The newest sighting, if there is one. */
  sighting: z.strictObject({ point: pointSchema, at: z.iso.datetime().optional() }).optional(),
  /** Direction of travel from the newest of these places, degrees from north. */
  direction: z.number().optional(),
});

/** What an officer needs to know to act on a case from a link. */
export type Incident = z.infer<typeof incidentSchema>;

/** The incident of a missing person's case as it stands. */
export function incidentOf({ details, search }: MissingPersonCase): Incident {
  const { name: _withheld, ...person } = details.person;
  const direction = search.direction ?? details.direction;
  return {
    category: details.category,
    meansOfTravel: details.meansOfTravel,
    ...person,
    lastSeen: details.lastSeen,
    ...(search.originSightingId === undefined
      ? {}
      : {
          sighting: {
            point: search.origin,
            ...(search.originTime === undefined ? {} : { at: search.originTime }),
          },
        }),
    ...(direction === undefined ? {} : { direction }),
  };
}
