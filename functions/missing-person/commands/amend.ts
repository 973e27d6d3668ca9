import type { Reply } from '#platform/command/idempotency.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import { detailsSchema } from '#functions/missing-person/model/person-details.ts';
import type { Amendment } from '#functions/missing-person/requests/amendment.ts';

import { changeCase, requireNotClosed, type CaseChange, type OfficerCommand } from './case-change.ts';
import { requirePast } from './require-past.ts';
import { withDetails } from './with-details.ts';

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
