import type { OfficerActor, Role } from '#platform/actor/actor.ts';
import { GENESIS_HASH } from '#platform/audit/audit-entry.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { stationOf, type Deployment } from '#platform/deployment/deployment.ts';
import { PreconditionFailedError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { Roster } from '#platform/roster/roster.ts';
import { uncoveredHours } from '#platform/roster/uncovered-hours.ts';

import { runBookCommand } from './book-command.ts';
import { rosterReplacedSchema } from './roster-replies.ts';

/** How far ahead a new roster is looked through for hours that nobody covers: every weekly shift occurs once. */
const LOOK_AHEAD_DAYS = 7;

/**
 * Replaces a station's roster by another one.
 * @param command `ifMatch`: version of the duty book that the new roster was made from, 0 for the first roster
 * @throws PreconditionFailedError when the duty book has changed since
 */
export async function replaceRoster(
  platform: Platform,
  command: {
    readonly actor: OfficerActor;
    readonly stationId: string;
    readonly roster: Roster;
    readonly ifMatch: number;
    readonly idempotency: Idempotency;
  },
): Promise<Reply> {
  const { actor, stationId, roster, ifMatch, idempotency } = command;
  return runBookCommand(platform, {
    actor,
    action: 'roster.replace',
    stationId,
    idempotency,
    ...(ifMatch === 0 ? {} : { ifMatch }),
    decide: (book, at) => {
      if (ifMatch === 0 && book !== undefined) throw new PreconditionFailedError(book.version);
      return {
        next: { stationId, version: book?.version ?? 1, auditHead: book?.auditHead ?? GENESIS_HASH, roster },
        event: { type: 'rosterReplaced', data: shiftsOf(roster) },
        reply: { status: 200, body: replyBody(platform.deployment, stationId, roster, at) },
      };
    },
  });
}

/** What the timeline keeps: who held which shift, so that it can be told later; names and telephones are not needed. */
function shiftsOf({ officers, weekly, swapped }: Roster): Record<string, unknown> {
  return { officers: officers.map(({ officerId, roles }) => ({ officerId, roles })), weekly, swapped };
}

function replyBody(deployment: Deployment, stationId: string, roster: Roster, at: Date) {
  return rosterReplacedSchema.parse({
    stationId,
    officers: roster.officers.length,
    uncovered: uncoveredHours(roster, ladderRoles(deployment, stationId), at, LOOK_AHEAD_DAYS),
  });
}

/** The roles of the ladder that officers of this station hold. */
function ladderRoles(deployment: Deployment, stationId: string): Role[] {
  const { kind } = stationOf(deployment, stationId);
  const levels = deployment.timers.ladder.filter(({ of }) => of === kind);
  return [...new Set(levels.map(({ role }) => role))];
}
