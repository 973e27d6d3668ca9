import { casePartition, type CaseBase } from '#platform/case/case.ts';
import { needsAcknowledgement } from '#platform/notification/delivery-rules.ts';
import { deliverySchema, type Delivery } from '#platform/notification/notification.ts';
import { queryAll, type ItemStore } from '#platform/store/item-store.ts';

/** Outcomes after which somebody has to be told by telephone. */
const unreached: readonly Delivery['outcome'][] = ['failed', 'unconfirmed', 'noRecipient'];

/** Every attempt of a case to reach somebody, in the order of notification, station and number. */
export async function deliveriesOf(store: ItemStore, caseId: string): Promise<Delivery[]> {
  const items = await queryAll(store, casePartition(caseId), 'DELIVERY#', deliverySchema);
  return items.map(({ body }) => body);
}

/**
 * Whom to telephone: the newest attempt to reach that officer, level or topic did not arrive, and it still matters. An
 * alert matters until its station has answered; what only informs, until the case is closed.
 */
export function telephoneList(
  deliveries: readonly Delivery[],
  { status, awaiting }: Pick<CaseBase, 'status' | 'awaiting'>,
): Delivery[] {
  const newest = new Map(deliveries.map((delivery) => [addresseeOf(delivery), delivery]));
  const matters = ({ kind, notificationId, stationId }: Delivery) =>
    needsAcknowledgement(kind)
      ? awaiting.some((entry) => entry.notificationId === notificationId && entry.stationId === stationId)
      : status !== 'closed';
  return [...newest.values()].filter((delivery) => unreached.includes(delivery.outcome) && matters(delivery));
}

/** Names whom the delivery was for, within its notification. */
function addresseeOf({ notificationId, stationId, channel, level, officerId }: Delivery): string {
  return [notificationId, stationId, channel, level, officerId].join('#');
}
