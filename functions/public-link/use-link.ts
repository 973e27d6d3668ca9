import { reportTask } from '#functions/casework/report-task.ts';
import { acknowledge } from '#functions/notification/acknowledge.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { replayOf, type Idempotency, type Reply } from '#platform/command/idempotency.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import { linkScope, useLinkWrite, type Link } from '#platform/link/link.ts';
import type { Platform } from '#platform/platform.ts';
import type { Write } from '#platform/store/item-store.ts';

import { linkUsed, requireAddressee } from './addressee.ts';
import { requireLink } from './find-link.ts';

/** What the addressee says about a task; nothing of it belongs to an acknowledgement. */
export interface TaskReport {
  readonly finding?: 'nothing' | 'something' | undefined;
  readonly note?: string | undefined;
}

/** A link put to its use. */
export interface UseLinkCommand {
  readonly token: string;
  readonly report: TaskReport;
  readonly idempotencyKey: string;
  readonly requestHash: string;
}

/**
 * Does what the link is for, as its addressee: acknowledges the alert or reports the task. The command's transaction
 * marks the link as used, so that it works once; the same request again is answered as the first time.
 * @throws NotFoundError when the link is not known
 * @throws GoneError when it was used, has expired, or its addressee has left the roster
 * @throws ConflictError when it has been done by somebody else or is no longer wanted; see `acknowledge`, `reportTask`
 */
export async function useLink(platform: Platform, command: UseLinkCommand): Promise<Reply> {
  const { body: link } = await requireLink(platform, command.token);
  const { idempotencyKey: key, requestHash } = command;
  const idempotency: Idempotency = { scope: linkScope(link), key, requestHash };
  // Before anything is refused: the link of a repeated request is used up, by that request.
  const replay = await replayOf(platform.store, idempotency);
  if (replay !== undefined) return replay;
  const actor = await requireAddressee(platform, link, 'link.use');
  const act = link.kind === 'task' ? report : confirm;
  return act(platform, {
    link,
    actor,
    idempotency,
    report: command.report,
    alsoWrite: async (at) => [await useUp(platform, command.token, at)],
  });
}

interface LinkAct {
  readonly link: Link;
  readonly actor: OfficerActor;
  readonly idempotency: Idempotency;
  readonly report: TaskReport;
  readonly alsoWrite: (at: Date) => Promise<Write[]>;
}

async function confirm(platform: Platform, act: LinkAct): Promise<Reply> {
  const { link, actor, idempotency, alsoWrite } = act;
  const strange = Object.entries(act.report).flatMap(([field, value]) =>
    value === undefined ? [] : [field],
  );
  if (strange.length > 0)
    throw new InvalidRequestError(
      strange.map((field) => ({ field, message: 'is not a field of an acknowledgement' })),
    );
  const { caseId, notificationId, stationId } = link;
  return acknowledge(platform, { actor, caseId, notificationId, stationId, idempotency, alsoWrite });
}

async function report(platform: Platform, act: LinkAct): Promise<Reply> {
  const { link, actor, idempotency, alsoWrite } = act;
  const { finding, note } = act.report;
  if (finding === undefined)
    throw new InvalidRequestError([{ field: 'finding', message: 'must be "nothing" or "something"' }]);
  return reportTask(platform, {
    actor,
    caseId: link.caseId,
    taskId: link.taskId ?? '',
    finding,
    ...(note === undefined ? {} : { note }),
    idempotency,
    alsoWrite,
  });
}

/** Read again at each attempt: of two requests at the same time with different keys, the second finds it used. */
async function useUp(platform: Platform, token: string, at: Date): Promise<Write> {
  const link = await requireLink(platform, token);
  if (link.body.usedAt !== undefined) throw linkUsed(link.body);
  return useLinkWrite(link, at);
}
