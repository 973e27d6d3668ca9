import * as z from 'zod';

import { deliveriesOf } from '#functions/casework/telephone-list.ts';
import { casePartition } from '#platform/case/case.ts';
import { caseEventSchema, type CaseEvent } from '#platform/case/case-event.ts';
import { stationOf } from '#platform/deployment/deployment.ts';
import { notificationSchema } from '#platform/notification/notification.ts';
import type { Platform } from '#platform/platform.ts';
import { queryAll } from '#platform/store/item-store.ts';
import type { Task } from '#platform/task/task.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import { SIGHTING_PREFIX, sightingSchema } from '#functions/missing-person/model/sighting.ts';
import { TIP_PREFIX, tipSchema } from '#functions/missing-person/model/tip.ts';
import { stationsOf } from '#platform/case/case-change.ts';
import { tasksOf } from '#platform/task/case-tasks.ts';

import { afterActionReportSchema, type AfterActionReport } from './after-action-report-schema.ts';
import { responseTimes } from '#platform/report/response-times.ts';

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
  const timeline = events.map(({ body }) => body);
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
        counts: { ...countsOf(tasks), overdue: overdueCount(timeline, stationId) },
        tasks,
      };
    }),
    timeline,
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

const overdueSchema = z.object({ taskIds: z.record(z.string(), z.array(z.string())) });

/** From the timeline, since a task that a new plan renews starts afresh and no longer tells that it was late before. */
function overdueCount(timeline: readonly CaseEvent[], stationId: string): number {
  return timeline
    .filter(({ type }) => type === 'tasksOverdue')
    .reduce((sum, { data }) => sum + (overdueSchema.parse(data).taskIds[stationId]?.length ?? 0), 0);
}

type Counts = AfterActionReport['stations'][number]['counts'];

function countsOf(tasks: readonly Task[]): Omit<Counts, 'overdue'> {
  const count = (matches: (task: Task) => boolean) => tasks.filter(matches).length;
  return {
    tasks: tasks.length,
    done: count(({ status }) => status === 'done'),
    withFinding: count(({ finding }) => finding === 'something'),
    superseded: count(({ status }) => status === 'superseded'),
    cancelled: count(({ status }) => status === 'cancelled'),
  };
}
