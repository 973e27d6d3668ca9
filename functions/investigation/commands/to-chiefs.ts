import { stationsOf } from '#platform/case/case-change.ts';
import type { NotificationRequest } from '#platform/notification/open-notification.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';

/** A message to the chiefs of both stations and to nobody else. */
export function toChiefs(state: InvestigationCase, kind: NotificationRequest['kind']): NotificationRequest {
  return { kind, stationIds: stationsOf(state), toTopic: false, toRoles: ['chief'] };
}
