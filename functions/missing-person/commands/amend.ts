import type { Reply } from '#platform/command/idempotency.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import type { Severity } from '#platform/deployment/deployment.ts';
import { isMoreUrgent } from '#platform/deployment/is-more-urgent.ts';
import type { Platform } from '#platform/platform.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import { detailsSchema } from '#functions/missing-person/model/person-details.ts';
import type { Amendment } from '#functions/missing-person/requests/amendment.ts';
import { wakeAll, type OfficerCommand } from '#platform/case/case-change.ts';
import { requirePast } from '#platform/command/require-past.ts';

import { changeCase, requireNotClosed, type CaseChange } from './case-change.ts';
import { severityOf } from './severity-of.ts';
import { withDetails } from './with-details.ts';

/**
 * Fills in or corrects what is known of the person. Additive: of two officers who amend at once neither loses what the
 * other wrote, field by field. Changes of category, place, time, means or direction re-plan the search. A more
 * urgent category raises a severity that no officer chose.
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
  const { severity: chosen, person, lastSeen, ...flat } = amendment;
  const { details } = state;
  const amended = detailsSchema.parse({
    ...merged(details, flat),
    person: merged(details.person, person ?? {}),
    lastSeen: merged(details.lastSeen, lastSeen ?? {}),
  });
  const severity = chosen ?? severityUnder(state, amendment.category);
  const next = { ...state, severity, ...(chosen === undefined ? {} : { severityChosen: true as const }) };
  const change = withDetails(next, amended, { type: 'amended', data: { amendment, severity } });
  // Whoever is being called now looks again, and calls the next level by the new limit.
  return isMoreUrgent(severity, state.severity) ? { ...change, effects: [wakeAll(state)] } : change;
}

/** A severity that no officer chose rises with the category, and never falls: nobody has judged the case less urgent. */
function severityUnder(
  { severity, severityChosen }: MissingPersonCase,
  category: Amendment['category'],
): Severity {
  if (category === undefined || severityChosen) return severity;
  return isMoreUrgent(severityOf[category], severity) ? severityOf[category] : severity;
}

function merged(known: object, change: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ ...known, ...change }).filter(([, value]) => value !== null && value !== undefined),
  );
}
