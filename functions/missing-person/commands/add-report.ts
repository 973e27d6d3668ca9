import { isDeepStrictEqual } from 'node:util';

import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import { type Details } from '#functions/missing-person/model/person-details.ts';
import type { Report } from '#functions/missing-person/requests/report.ts';
import type { OfficerCommand } from '#platform/case/case-change.ts';
import { requirePast } from '#platform/command/require-past.ts';

import { changeCase, requireNotClosed, type CaseChange } from './case-change.ts';
import { withDetails } from './with-details.ts';

/** How many callers a case keeps; what further ones tell is in the timeline. */
const MAX_REPORTERS = 20;

/**
 * Adds another caller's report: fills what was unknown, contradicts nothing. What differs from what is known is kept in the
 * timeline, for an officer to amend or to report as a sighting.
 * @throws ConflictError when the case is closed, or twenty callers are known already
 */
export function addReport(platform: Platform, command: OfficerCommand, report: Report): Promise<Reply> {
  return changeCase(platform, 'missingPerson.addReport', command, (state, at) => {
    requirePast('lastSeen.at', report.lastSeen.at, at);
    return decideAddReport(state, report);
  });
}

/** The case with the report added; see `addReport`. */
function decideAddReport(state: MissingPersonCase, report: Report): CaseChange {
  requireNotClosed(state);
  if (state.details.reporters.length >= MAX_REPORTERS)
    throw new ConflictError(
      'too-many-reports',
      `The case has ${MAX_REPORTERS} callers already: amend it instead.`,
    );
  const known = state.details;
  const details: Details = {
    ...known,
    person: { ...report.person, ...known.person },
    lastSeen: { ...fillingOf(report, known), ...known.lastSeen },
    meansOfTravel:
      known.meansOfTravel === 'unknown' ? (report.meansOfTravel ?? 'unknown') : known.meansOfTravel,
    ...(known.direction === undefined && report.direction !== undefined
      ? { direction: report.direction }
      : {}),
    reporters: [...known.reporters, report.reporter ?? {}],
  };
  return withDetails(state, details, { type: 'reportAdded', data: { report } });
}

/** A time and a description belong to a place: those of another place would put the person there at the wrong time. */
function fillingOf(
  { lastSeen: { point, ...filling } }: Report,
  known: Details,
): Partial<Details['lastSeen']> {
  return point === undefined || isDeepStrictEqual(point, known.lastSeen.point) ? filling : {};
}
