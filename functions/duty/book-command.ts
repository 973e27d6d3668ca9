import type { OfficerActor } from '#platform/actor/actor.ts';
import { authorizeAtStation } from '#platform/authorization/authorize.ts';
import type { StationAction } from '#platform/authorization/permission-table.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { requireReply, runCommand, type Decision } from '#platform/command/run-command.ts';
import type { Platform } from '#platform/platform.ts';
import { dutyBookKey, dutyBookSchema, type DutyBook } from '#platform/roster/roster.ts';

/** A command on a station's duty book. */
export interface BookCommand {
  readonly actor: OfficerActor;
  readonly action: StationAction;
  readonly stationId: string;
  readonly idempotency: Idempotency;
  readonly ifMatch?: number;
  readonly decide: (book: DutyBook | undefined, at: Date) => Promise<Decision<DutyBook>> | Decision<DutyBook>;
}

/**
 * Runs a command on a station's duty book, which has a timeline and an audit chain of its own (`BOOK-` and the station's
 * id); see `runCommand`.
 * @throws NotFoundError for a station outside the officer's partnerships
 * @throws ForbiddenError for a role or station that the permission table does not allow
 */
export async function runBookCommand(platform: Platform, command: BookCommand): Promise<Reply> {
  const { actor, action, stationId, idempotency, ifMatch, decide } = command;
  const reply = await runCommand<DutyBook>(platform, {
    actor,
    action,
    idempotency,
    ...(ifMatch === undefined ? {} : { ifMatch }),
    load: async () => {
      await authorizeAtStation(platform, actor, action, stationId);
      return loadBook(platform, stationId);
    },
    ledger: () => ({ id: `BOOK-${stationId}`, key: dutyBookKey(stationId), entity: 'book' }),
    generation: () => 1,
    decide,
  });
  return requireReply(reply);
}

/** The station's duty book, or undefined before its first roster. Asks nobody for permission. */
export async function loadBook(platform: Platform, stationId: string): Promise<DutyBook | undefined> {
  return (await platform.store.get(dutyBookKey(stationId), dutyBookSchema))?.body;
}
