import { stationsOf } from '#platform/case/case-change.ts';
import type { NotificationRequest } from '#platform/notification/open-notification.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';

/** A message to the chiefs of both stations and to nobody else. */
export function toChiefs(state: TransferCase, kind: NotificationRequest['kind']): NotificationRequest {
  return { kind, stationIds: stationsOf(state), toTopic: false, toRoles: ['chief'] };
}

/** A message to both stations: their desks, and the whole station by its topic. */
export function toBothStations(state: TransferCase, kind: NotificationRequest['kind']): NotificationRequest {
  return { kind, stationIds: stationsOf(state), toTopic: true };
}
