import * as z from 'zod';

import { anyCaseSchema, caseKey, type AnyCase } from '#platform/case/case.ts';
import {
  notificationItem,
  notificationKey,
  notificationSchema,
  type Leg,
  type Notification,
} from '#platform/notification/notification.ts';
import type { Platform } from '#platform/platform.ts';
import type { Stored, Write } from '#platform/store/item-store.ts';

import type { UndeliveredLog } from './logged-publisher.ts';
import type { Publisher } from './publisher.ts';

/** What the steps of a notification need. */
export interface NotificationPorts extends Platform {
  readonly publisher: Publisher;
  /** Milliseconds that have passed in this process, by a clock that nobody sets. */
  readonly elapsed: () => number;
  /** Where it is told that a message was claimed and never given to a provider. */
  readonly undelivered?: UndeliveredLog;
  /** Told how many milliseconds after the commit that caused it the first message to a station was taken over. */
  readonly onFirstPublished?: (milliseconds: number) => void;
}

/** Which station's part of which notification. */
export const legIdsSchema = z.object({
  caseId: z.string(),
  notificationId: z.string(),
  stationId: z.string(),
});

/** Which station's part of which notification. */
export type LegIds = z.infer<typeof legIdsSchema>;

/** One station's part of a notification and the case it belongs to, as they are now. */
export interface LegView {
  readonly ids: LegIds;
  readonly state: AnyCase;
  readonly notification: Stored<Notification>;
  readonly leg: Leg;
}

/** A process asks for a case or notification that the store does not have: a fault, not somebody's mistake. */
class UnknownLegError extends Error {
  override readonly name = 'UnknownLegError';

  constructor({ notificationId, stationId }: LegIds) {
    super(`Notification ${notificationId} has no part for station "${stationId}".`);
  }
}

/** Reads a leg. @throws UnknownLegError when there is none */
export async function loadLeg({ store }: Platform, ids: LegIds): Promise<LegView> {
  const [notification, state] = await Promise.all([
    store.get(notificationKey(ids.caseId, ids.notificationId), notificationSchema),
    store.get(caseKey(ids.caseId), anyCaseSchema),
  ]);
  const leg = notification?.body.legs[ids.stationId];
  if (notification === undefined || state === undefined || leg === undefined) throw new UnknownLegError(ids);
  return { ids, state: state.body, notification, leg };
}

/** Writes the leg as `change` has it; fails if anything in the notification has changed since the view was read. */
export function changeLegWrite({ ids, notification, leg }: LegView, change: Partial<Leg>): Write {
  const { remindAt, limitAt, ...rest } = { ...leg, ...change };
  const changed: Leg = {
    ...rest,
    ...(remindAt === undefined ? {} : { remindAt }),
    ...(limitAt === undefined ? {} : { limitAt }),
  };
  const legs = { ...notification.body.legs, [ids.stationId]: changed };
  return {
    kind: 'replace',
    item: notificationItem({ ...notification.body, legs }),
    revision: notification.revision,
  };
}
