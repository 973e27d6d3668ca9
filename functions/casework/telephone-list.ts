import { casePartition } from '#platform/case/case.ts';
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
 * Whom to telephone: the newest attempt to reach that officer (or that level of that station) did not arrive, and the
 * notification still waits for its station.
 */
export function telephoneList(
  deliveries: readonly Delivery[],
  awaiting: readonly { notificationId: string; stationId: string }[],
): Delivery[] {
  const newest = new Map(
    deliveries.map((delivery) => [
      [
        delivery.notificationId,
        delivery.stationId,
        delivery.channel,
        delivery.level,
        delivery.officerId,
      ].join('#'),
      delivery,
    ]),
  );
  return [...newest.values()].filter(
    ({ outcome, notificationId, stationId, channel }) =>
      unreached.includes(outcome) &&
      (channel === 'topic' ||
        awaiting.some((entry) => entry.notificationId === notificationId && entry.stationId === stationId)),
  );
}
