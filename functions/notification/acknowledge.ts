import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { caseRelation, refuse } from '#platform/authorization/authorize.ts';
import { anyCaseSchema, type AnyCase } from '#platform/case/case.ts';
import { runCaseCommand } from '#platform/case/case-command.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { requireReply, type Decision } from '#platform/command/run-command.ts';
import { ConflictError, ForbiddenError, InvalidRequestError, NotFoundError } from '#platform/errors.ts';
import type { Acknowledgement } from '#platform/notification/acknowledgement.ts';
import { mayGoOut } from '#platform/notification/delivery-rules.ts';
import {
  notificationItem,
  notificationKey,
  notificationSchema,
  type Notification,
} from '#platform/notification/notification.ts';
import { legWaitName } from '#platform/notification/open-notification.ts';
import type { Platform } from '#platform/platform.ts';
import type { Stored, Write } from '#platform/store/item-store.ts';

/** An officer's acknowledgement of one notification. */
export interface AcknowledgeCommand {
  readonly actor: OfficerActor;
  readonly caseId: string;
  readonly notificationId: string;
  /** For which station; needed only when the superior's liaison answers while several stations have not. */
  readonly stationId?: string;
  readonly idempotency: Idempotency;
  /**
   * What else the transaction writes, asked again at each attempt: the link that is used up. It may refuse by throwing.
   */
  readonly alsoWrite?: (at: Date) => Promise<readonly Write[]>;
}

/**
 * Acknowledges a notification for a station: it stops calling that station and leaves the case's list of what waits for
 * an answer. Counts once. The reply's body is an `Acknowledgement`.
 * @throws NotFoundError when there is no such case or notification, or none the officer may know of
 * @throws ForbiddenError when the officer answers for a station that is not theirs to answer for
 * @throws ConflictError `already-acknowledged` (with who and when), `notification-ended` when the case no longer waits,
 *   `acknowledgement-not-needed` for messages that only inform
 */
export async function acknowledge(platform: Platform, command: AcknowledgeCommand): Promise<Reply> {
  const reply = await runCaseCommand(platform, {
    schema: anyCaseSchema,
    caseId: command.caseId,
    actor: command.actor,
    action: 'notification.acknowledge',
    idempotency: command.idempotency,
    decide: async (state, at) => {
      const key = notificationKey(command.caseId, command.notificationId);
      const found = await platform.store.get(key, notificationSchema);
      if (found === undefined)
        return refuse(
          platform,
          command.actor,
          'notification.acknowledge',
          command.caseId,
          new NotFoundError(),
        );
      const stationId = await answeredStation(platform, command, state, found.body);
      const writes = (await command.alsoWrite?.(at)) ?? [];
      return acknowledged(state, found, stationId, command.actor, writes, at);
    },
  });
  return requireReply(reply);
}

/** The station for which this officer answers. */
async function answeredStation(
  platform: Platform,
  { actor, stationId }: AcknowledgeCommand,
  state: AnyCase,
  notification: Notification,
): Promise<string> {
  const relation = caseRelation(platform.deployment, actor.stationId, state);
  const addressed = Object.keys(notification.legs);
  const chosen =
    stationId ?? (addressed.includes(actor.stationId) ? actor.stationId : onlyOpenLeg(notification));
  // What is for a chief is not answered by the desk that let it come so far.
  const { toRoles } = notification;
  const own = chosen === actor.stationId && (toRoles?.some((role) => actor.roles.includes(role)) ?? true);
  if (addressed.includes(chosen) && (own || relation === 'superior')) return chosen;
  return refuse(
    platform,
    actor,
    'notification.acknowledge',
    state.caseId,
    new ForbiddenError(
      'not-the-addressee',
      'This was not sent to the station you answer for, or not to your role there.',
    ),
  );
}

/** The one station that has not answered, or any if all have. @throws InvalidRequestError when there are several */
function onlyOpenLeg(notification: Notification): string {
  const legs = Object.entries(notification.legs);
  const open = legs.filter(([, leg]) => leg.status === 'open');
  const [first] = open.length > 0 ? open : legs;
  if (open.length > 1 || first === undefined)
    throw new InvalidRequestError([
      { field: 'stationId', message: `must name one of ${legs.map(([id]) => id).join(', ')}` },
    ]);
  return first[0];
}

function acknowledged(
  state: AnyCase,
  found: Stored<Notification>,
  stationId: string,
  actor: OfficerActor,
  writes: readonly Write[],
  at: Date,
): Decision<AnyCase> {
  const notification = found.body;
  const leg = openLeg(state, notification, stationId);
  const by = recordActor(actor);
  const seconds = Math.max(0, Math.round((at.getTime() - Date.parse(notification.openedAt)) / 1000));
  const answer: Acknowledgement = {
    notificationId: notification.notificationId,
    stationId,
    acknowledgedAt: at.toISOString(),
    acknowledgedBy: by,
    secondsSinceOpened: seconds,
  };
  const answeredLeg = { ...leg, status: 'acknowledged' as const, topicDue: false };
  const legs = {
    ...notification.legs,
    [stationId]: { ...answeredLeg, acknowledgedAt: answer.acknowledgedAt, acknowledgedBy: by },
  };
  const isThis = (entry: AnyCase['awaiting'][number]) =>
    entry.notificationId === notification.notificationId && entry.stationId === stationId;
  return {
    next: { ...state, awaiting: state.awaiting.filter((entry) => !isThis(entry)) },
    event: {
      type: 'acknowledged',
      data: {
        notificationId: notification.notificationId,
        kind: notification.kind,
        stationId,
        level: leg.level,
        secondsSinceOpened: seconds,
      },
    },
    writes: [
      { kind: 'replace', item: notificationItem({ ...notification, legs }), revision: found.revision },
      ...writes,
    ],
    effects: [
      {
        type: 'wake',
        caseId: state.caseId,
        waits: [legWaitName(notification.notificationId, stationId)],
        version: state.version + 1,
      },
    ],
    reply: { status: 200, body: { ...answer } },
  };
}

/** The station's part of the notification, if it can still be acknowledged. */
function openLeg(state: AnyCase, notification: Notification, stationId: string) {
  const leg = notification.legs[stationId];
  if (!notification.requiresAcknowledgement || leg === undefined)
    throw new ConflictError(
      'acknowledgement-not-needed',
      'This message only informs; nobody has to acknowledge it.',
    );
  if (leg.status === 'acknowledged')
    throw new ConflictError('already-acknowledged', 'This station has acknowledged already.', {
      acknowledgedAt: leg.acknowledgedAt,
      acknowledgedBy: leg.acknowledgedBy,
    });
  if (!mayGoOut(notification, state) || leg.status !== 'open')
    throw new ConflictError('notification-ended', 'The case no longer waits for an answer to this.', {
      status: state.status,
    });
  return leg;
}
