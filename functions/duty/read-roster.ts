import { recordActor, roles, type OfficerActor } from '#platform/actor/actor.ts';
import { recordAccess } from '#platform/audit/access-log.ts';
import { authorizeAtStation, caseRelation, refuse } from '#platform/authorization/authorize.ts';
import { ForbiddenError, NotFoundError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { onDuty, type Roster } from '#platform/roster/roster.ts';

import { loadBook } from './book-command.ts';
import { openCasesOf } from './open-cases-of.ts';
import type { RosterView } from './roster-replies.ts';

/**
 * A station's roster. Officers of the partner station see who is on duty, while the two have an open case together or
 * for a purpose they state; the lookup is logged before it is answered.
 * @returns the view, and the duty book's version for `If-Match`
 * @throws NotFoundError for a station outside the officer's partnerships, and before a station's first roster
 * @throws ForbiddenError when the table does not allow it; `purpose-required` without open case and purpose
 */
export async function readRoster(
  platform: Platform,
  actor: OfficerActor,
  stationId: string,
  purpose?: string,
): Promise<{ readonly view: RosterView; readonly version: number }> {
  const action = 'roster.read';
  const relation = await authorizeAtStation(platform, actor, action, stationId);
  if (relation === 'partner' && purpose === undefined && !(await haveOpenCase(platform, actor, stationId)))
    return refuse(platform, actor, action, stationId, purposeRequired());
  const at = platform.clock.now();
  await recordAccess(platform.store, actor.stationId, {
    at: at.toISOString(),
    actor: recordActor(actor),
    action,
    outcome: 'read',
    target: stationId,
    ...(purpose === undefined ? {} : { reason: purpose }),
  });
  const book = await loadBook(platform, stationId);
  if (book === undefined) throw new NotFoundError('The station has no roster yet. PUT it with If-Match "0".');
  const { roster, version } = book;
  return {
    view: {
      stationId,
      at: at.toISOString(),
      onDuty: reachable(roster, at),
      ...(relation === 'partner' ? {} : { roster }),
    },
    version,
  };
}

async function haveOpenCase(platform: Platform, actor: OfficerActor, stationId: string): Promise<boolean> {
  const cases = await openCasesOf(platform, actor.stationId);
  return cases.some((state) => caseRelation(platform.deployment, stationId, state) !== undefined);
}

function reachable(roster: Roster, at: Date): RosterView['onDuty'] {
  return roles.map((role) => ({
    role,
    officers: onDuty(roster, role, at).map(({ officerId, name, telephone }) => ({
      officerId,
      name,
      telephone,
    })),
  }));
}

function purposeRequired(): ForbiddenError {
  return new ForbiddenError('purpose-required', 'You share no open case: state the purpose of the lookup.');
}
