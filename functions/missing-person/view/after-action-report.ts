import * as z from 'zod';

import { deliveriesOf } from '#functions/casework/telephone-list.ts';
import { casePartition } from '#platform/case/case.ts';
import { caseEventSchema } from '#platform/case/case-event.ts';
import { stationOf } from '#platform/deployment/deployment.ts';
import { localizedTextSchema } from '#platform/localized-text.ts';
import { deliverySchema, notificationSchema } from '#platform/notification/notification.ts';
import type { Platform } from '#platform/platform.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { taskSchema } from '#platform/task/task.ts';
import {
  missingPersonCaseSchema,
  type MissingPersonCase,
} from '#functions/missing-person/model/missing-person-case.ts';
import { SIGHTING_PREFIX, sightingSchema } from '#functions/missing-person/model/sighting.ts';
import { TIP_PREFIX, tipSchema } from '#functions/missing-person/model/tip.ts';
import { stationsOf } from '#functions/missing-person/commands/case-change.ts';
import { tasksOf } from '#functions/missing-person/process/case-tasks.ts';

import { responseTimes, responseTimeSchema } from './response-times.ts';

const stationReportSchema = z.object({
  stationId: z.string(),
  name: localizedTextSchema,
  /** How long the station took to answer what it had to, in the order in which it was alerted. */
  responses: z.array(responseTimeSchema),
  counts: z.object({
    tasks: z.int(),
    done: z.int(),
    withFinding: z.int(),
    overdue: z.int(),
    superseded: z.int(),
    cancelled: z.int(),
  }),
  tasks: z.array(taskSchema),
});

const base = missingPersonCaseSchema.shape;

/** What happened in a case, from the first call to its end: for the file, for the chief, for the next drill. */
export const afterActionReportSchema = z.object({
  caseId: base.caseId,
  generatedAt: z.iso.datetime(),
  status: base.status,
  outcome: base.outcome,
  drill: base.drill,
  severity: base.severity,
  requestingStationId: base.requestingStationId,
  assistingStationId: base.assistingStationId,
  openedAt: base.openedAt,
  closedAt: base.closedAt,
  details: base.details,
  found: base.found,
  reunion: base.reunion,
  withdrawal: base.withdrawal,
  /** Seconds from the opening; absent for what has not happened. */
  durations: z.object({
    toFoundSeconds: z.int().optional(),
    toReunitedSeconds: z.int().optional(),
    toClosedSeconds: z.int().optional(),
  }),
  plans: z.int(),
  stations: z.array(stationReportSchema),
  timeline: z.array(caseEventSchema),
  sightings: z.array(sightingSchema),
  tips: z.array(tipSchema),
  /** Every attempt to reach somebody, in the order of the attempts. */
  messages: z.array(deliverySchema),
});

/** What happened in a case. */
export type AfterActionReport = z.infer<typeof afterActionReportSchema>;

/** Draws up the report of a case as it stands; it is whole once the case is closed. */
export async function afterActionReport(
  platform: Platform,
  state: MissingPersonCase,
): Promise<AfterActionReport> {
  const { store, deployment, clock } = platform;
  const partition = casePartition(state.caseId);
  const [events, notifications, deliveries, sightings, tips, kept] = await Promise.all([
    queryAll(store, partition, 'EVENT#', caseEventSchema),
    queryAll(store, partition, 'NOTIFICATION#', notificationSchema),
    deliveriesOf(store, state.caseId),
    queryAll(store, partition, SIGHTING_PREFIX, sightingSchema),
    queryAll(store, partition, TIP_PREFIX, tipSchema),
    tasksOf(store, state),
  ]);
  const responses = responseTimes(notifications.map(({ body }) => body));
  const told = new Set([...stationsOf(state), ...responses.map(({ stationId }) => stationId)]);
  return afterActionReportSchema.parse({
    ...state,
    generatedAt: clock.now().toISOString(),
    durations: durationsOf(state),
    plans: state.search.planNumber,
    stations: [...told].map((stationId) => {
      const tasks = kept.find((entry) => entry.stationId === stationId)?.tasks ?? [];
      return {
        stationId,
        name: stationOf(deployment, stationId).name,
        responses: responses.filter((response) => response.stationId === stationId),
        counts: countsOf(tasks),
        tasks,
      };
    }),
    timeline: events.map(({ body }) => body),
    sightings: sightings.map(({ body }) => body),
    tips: tips.map(({ body }) => body),
    messages: deliveries.toSorted((a, b) => Date.parse(a.claimedAt) - Date.parse(b.claimedAt)),
  });
}

function durationsOf({
  openedAt,
  found,
  reunion,
  closedAt,
}: MissingPersonCase): AfterActionReport['durations'] {
  const since = (time: string | undefined) =>
    time === undefined ? undefined : Math.round((Date.parse(time) - Date.parse(openedAt)) / 1000);
  return {
    toFoundSeconds: since(found?.at),
    toReunitedSeconds: since(reunion?.at),
    toClosedSeconds: since(closedAt),
  };
}

function countsOf(
  tasks: readonly z.infer<typeof taskSchema>[],
): z.infer<typeof stationReportSchema>['counts'] {
  const count = (matches: (task: z.infer<typeof taskSchema>) => boolean) => tasks.filter(matches).length;
  return {
    tasks: tasks.length,
    done: count(({ status }) => status === 'done'),
    withFinding: count(({ finding }) => finding === 'something'),
    overdue: count(({ escalatedAt }) => escalatedAt !== undefined),
    superseded: count(({ status }) => status === 'superseded'),
    cancelled: count(({ status }) => status === 'cancelled'),
  };
}
