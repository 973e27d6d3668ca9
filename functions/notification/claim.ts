import { caseKey } from '#platform/case/case.ts';
import { newLink } from '#platform/link/link.ts';
import { directMessage, topicMessage } from '#platform/messages/messages.ts';
import { deliveryKey, type Delivery, type Leg } from '#platform/notification/notification.ts';
import type { Write } from '#platform/store/item-store.ts';

import { changeLegWrite, type LegView, type NotificationPorts } from './leg-view.ts';
import type { Publisher } from './publisher.ts';
import type { Recipient } from './recipients.ts';

/** A delivery that is claimed and now has to be published at once, by whoever claimed it. */
export interface Claim {
  readonly delivery: Delivery;
  /** When that was committed which this is the first message about; what waits for a timer has none. */
  readonly committedAt?: string;
  readonly publish: (publisher: Publisher, signal: AbortSignal) => Promise<void>;
}

/** A delivery about to be claimed, what else its transaction writes, and how it is published. */
export interface Draft extends Claim {
  readonly link?: Write;
}

type Purpose = Delivery['purpose'];

/**
 * The transaction that claims deliveries: it fails if the case or the notification has changed since the view was read,
 * so nothing is claimed once the case is found or the station has acknowledged.
 */
export function claimWrites(view: LegView, change: Partial<Leg>, drafts: readonly Draft[]): Write[] {
  const deliveries = view.leg.deliveries + drafts.length;
  return [
    { kind: 'check', key: caseKey(view.ids.caseId), revision: view.state.version },
    changeLegWrite(view, { ...change, deliveries }),
    ...drafts.map(({ delivery }, index) => createDeliveryWrite(view, delivery, index)),
    ...drafts.flatMap(({ link }) => (link === undefined ? [] : [link])),
  ];
}

/** The write that creates the delivery which is the `index`th of its transaction. */
export function createDeliveryWrite({ ids, leg }: LegView, delivery: Delivery, index: number): Write {
  const key = deliveryKey(ids.caseId, ids.notificationId, ids.stationId, leg.deliveries + index + 1);
  return { kind: 'create', item: { key, entity: 'delivery', body: delivery } };
}

/** The record of a delivery as it is before anything was published; the `index`th of its transaction. */
export function newDelivery(
  { ids, leg, notification }: LegView,
  index: number,
  at: Date,
  particulars: Pick<Delivery, 'channel' | 'purpose' | 'level' | 'outcome'> &
    Partial<Pick<Delivery, 'role' | 'officerId' | 'outcomeAt'>>,
): Delivery {
  return {
    deliveryId: `${ids.notificationId}.${ids.stationId}.${leg.deliveries + index + 1}`,
    notificationId: ids.notificationId,
    kind: notification.body.kind,
    stationId: ids.stationId,
    claimedAt: at.toISOString(),
    ...particulars,
  };
}

/** The draft of the publication to the whole station, in the deployment's language. */
export function topicDraft({ deployment }: NotificationPorts, view: LegView, at: Date): Draft {
  const { stationId } = view.ids;
  const message = topicMessage(view.notification.body, deployment.language);
  const delivery = newDelivery(view, 0, at, {
    channel: 'topic',
    purpose: 'first',
    level: -1,
    outcome: 'claimed',
  });
  const { deliveryId } = delivery;
  return {
    delivery,
    committedAt: view.notification.body.openedAt,
    publish: (publisher, signal) => publisher.publishToTopic(stationId, { deliveryId, ...message }, signal),
  };
}

/** The draft of the `index`th direct SMS of a call: in the officer's own language, with a link of their own if it needs one. */
export function smsDraft(
  { deployment }: NotificationPorts,
  view: LegView,
  { officer, officerStationId }: Recipient,
  call: { readonly purpose: Purpose; readonly level: number; readonly role: Delivery['role'] },
  index: number,
  at: Date,
): Draft {
  const notification = view.notification.body;
  const { role, purpose, level } = call;
  const link = linkFor(view, { officer, officerStationId }, at, deployment.timers.linkSeconds);
  const text = directMessage({
    kind: notification.kind,
    purpose,
    drill: notification.drill,
    language: officer.language,
    ...(link === undefined ? {} : { link: { publicBaseUrl: deployment.publicBaseUrl, token: link.token } }),
  });
  const delivery = newDelivery(view, index, at, {
    channel: 'sms',
    purpose,
    level,
    officerId: officer.officerId,
    outcome: 'claimed',
    ...(role === undefined ? {} : { role }),
  });
  const message = { deliveryId: delivery.deliveryId, telephone: officer.telephone, text };
  return {
    delivery,
    ...(purpose === 'first' && level === 0 ? { committedAt: notification.openedAt } : {}),
    publish: (publisher, signal) => publisher.sendSms(message, signal),
    ...(link === undefined ? {} : { link: link.write }),
  };
}

function linkFor(
  { ids, notification }: LegView,
  { officer, officerStationId }: Recipient,
  at: Date,
  linkSeconds: number,
): ReturnType<typeof newLink> | undefined {
  const { requiresAcknowledgement, kind, taskId } = notification.body;
  const isTask = kind === 'taskAssigned' && taskId !== undefined;
  if (!requiresAcknowledgement && !isTask) return undefined;
  const content = {
    ...ids,
    kind: isTask ? ('task' as const) : ('acknowledge' as const),
    officerId: officer.officerId,
    officerStationId,
    roles: officer.roles,
    language: officer.language,
    ...(isTask ? { taskId } : {}),
  };
  return newLink(content, at, linkSeconds);
}
