import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { refuse } from '#platform/authorization/authorize.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';

import { runBookCommand } from './book-command.ts';
import { handoverKey, handoverSchema, type Handover } from './handover.ts';

/**
 * Takes a shift over: by another officer of the station than the one who handed it over, and once.
 * @throws NotFoundError when the station has no such handover
 * @throws ForbiddenError `own-handover`
 * @throws ConflictError `already-accepted`, with who and when
 */
export async function acceptHandover(
  platform: Platform,
  command: {
    readonly actor: OfficerActor;
    readonly stationId: string;
    readonly handoverId: string;
    readonly idempotency: Idempotency;
  },
): Promise<Reply> {
  const { actor, stationId, handoverId, idempotency } = command;
  const action = 'handover.accept';
  return runBookCommand(platform, {
    actor,
    action,
    stationId,
    idempotency,
    decide: async (book, at) => {
      const key = handoverKey(stationId, handoverId);
      const found = await platform.store.get(key, handoverSchema);
      if (book === undefined || found === undefined)
        return refuse(platform, actor, action, stationId, new NotFoundError());
      if (isBy(actor, found.body)) return refuse(platform, actor, action, stationId, ownHandover());
      if (found.body.acceptedAt !== undefined) throw alreadyAccepted(found.body);
      const acceptance = { acceptedAt: at.toISOString(), acceptedBy: recordActor(actor) };
      const accepted: Handover = { ...found.body, ...acceptance };
      return {
        next: book,
        event: { type: 'handoverAccepted', data: { handoverId } },
        writes: [
          { kind: 'replace', item: { key, entity: 'handover', body: accepted }, revision: found.revision },
        ],
        reply: { status: 200, body: { handoverId, stationId, ...acceptance } },
      };
    },
  });
}

/** Both are of this station: the permission table lets nobody else write or accept. */
function isBy(actor: OfficerActor, { writtenBy }: Handover): boolean {
  return writtenBy.kind === 'officer' && writtenBy.officerId === actor.officerId;
}

function ownHandover(): ForbiddenError {
  return new ForbiddenError('own-handover', 'A shift is taken over by another officer than handed it over.');
}

function alreadyAccepted({ acceptedAt, acceptedBy }: Handover): ConflictError {
  return new ConflictError('already-accepted', 'This handover has been accepted already.', {
    acceptedAt,
    acceptedBy,
  });
}
