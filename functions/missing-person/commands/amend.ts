import * as z from 'zod';

import {
  meansOfTravelSchema,
  searchCategorySchema,
} from '#functions/missing-person/search/search-profile.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { severitySchema } from '#platform/deployment/deployment.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import {
  boundedText,
  detailsSchema,
  directionSchema,
  personSchema,
} from '#functions/missing-person/model/person-details.ts';
import { pointSchema } from '#functions/missing-person/model/point.ts';

import { changeCase, requireNotClosed, type CaseChange, type OfficerCommand } from './case-change.ts';
import { requirePast } from './require-past.ts';
import { withDetails } from './with-details.ts';

const person = personSchema.shape;

/** What is known better now. A member that is absent stays as it was; `null` makes it unknown again. */
export const amendmentSchema = z.strictObject({
  category: searchCategorySchema.optional(),
  severity: severitySchema.optional(),
  person: z
    .strictObject({
      name: person.name.nullable(),
      sex: person.sex.nullable(),
      ageYears: person.ageYears.nullable(),
      description: person.description.nullable(),
      clothing: person.clothing.nullable(),
    })
    .optional(),
  lastSeen: z
    .strictObject({
      point: pointSchema.optional(),
      at: z.iso.datetime().nullable().optional(),
      placeDescription: boundedText(200).nullable().optional(),
    })
    .optional(),
  meansOfTravel: meansOfTravelSchema.optional(),
  direction: directionSchema.nullable().optional(),
});

/** What is known better now. */
export type Amendment = z.infer<typeof amendmentSchema>;

/**
 * Fills in or corrects what is known of the person. Additive: of two officers who amend at once neither loses what the
 * other wrote, field by field. Changes of category, place, time, means or direction re-plan the search.
 * @throws ConflictError when the case is closed
 * @throws InvalidRequestError when nothing is amended, or the time lies in the future
 */
export function amend(platform: Platform, command: OfficerCommand, amendment: Amendment): Promise<Reply> {
  if (Object.keys(amendment).length === 0)
    throw new InvalidRequestError([{ field: 'body', message: 'amends nothing' }]);
  return changeCase(platform, 'missingPerson.amend', command, (state, at) => {
    requirePast('lastSeen.at', amendment.lastSeen?.at ?? undefined, at);
    return decideAmend(state, amendment);
  });
}

function decideAmend(state: MissingPersonCase, amendment: Amendment): CaseChange {
  requireNotClosed(state);
  const { severity = state.severity, person, lastSeen, ...flat } = amendment;
  const { details } = state;
  const amended = detailsSchema.parse({
    ...merged(details, flat),
    person: merged(details.person, person ?? {}),
    lastSeen: merged(details.lastSeen, lastSeen ?? {}),
  });
  return withDetails({ ...state, severity }, amended, { type: 'amended', data: { amendment } });
}

function merged(known: object, change: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ ...known, ...change }).filter(([, value]) => value !== null && value !== undefined),
  );
}
