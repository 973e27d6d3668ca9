import { deliveriesOf } from '#functions/casework/telephone-list.ts';
import { verdictSchema, type HitCase, type Verdict } from '#functions/registry-hit/model/hit-case.ts';
import { casePartition } from '#platform/case/case.ts';
import { stationsOf } from '#platform/case/case-change.ts';
import { caseEventSchema, type CaseEvent } from '#platform/case/case-event.ts';
import { stationOf } from '#platform/deployment/deployment.ts';
import { notificationSchema } from '#platform/notification/notification.ts';
import type { Platform } from '#platform/platform.ts';
import { responseTimes } from '#platform/report/response-times.ts';
import { queryAll } from '#platform/store/item-store.ts';

import { hitReportSchema, type HitReport } from './hit-report-schema.ts';

/** Events that hold what an officer found; the last two are of the officer who decided. */
const VERDICT_EVENTS: readonly string[] = ['verdictGiven', 'confirmed', 'refuted'];

const foundSchema = verdictSchema.pick({ verdict: true, checkedBy: true });

/** Draws up the report of a hit as it stands; it is whole once the hit is closed. */
export async function hitReport({ store, deployment, clock }: Platform, state: HitCase): Promise<HitReport> {
  const partition = casePartition(state.caseId);
  const [events, notifications, deliveries] = await Promise.all([
    queryAll(store, partition, 'EVENT#', caseEventSchema),
    queryAll(store, partition, 'NOTIFICATION#', notificationSchema),
    deliveriesOf(store, state.caseId),
  ]);
  const timeline = events.map(({ body }) => body);
  const findings = findingsIn(timeline);
  const responses = responseTimes(notifications.map(({ body }) => body));
  const told = new Set([...stationsOf(state), ...responses.map(({ stationId }) => stationId)]);
  return hitReportSchema.parse({
    ...state,
    generatedAt: clock.now().toISOString(),
    durations: {
      toFirstVerdictSeconds: secondsBetween(state.openedAt, findings[0]?.at),
      toClosedSeconds: secondsBetween(state.openedAt, state.closedAt),
    },
    findings,
    stations: [...told].map((stationId) => ({
      stationId,
      name: stationOf(deployment, stationId).name,
      responses: responses.filter((response) => response.stationId === stationId),
    })),
    timeline,
    messages: deliveries.toSorted((a, b) => Date.parse(a.claimedAt) - Date.parse(b.claimedAt)),
  });
}

/** From the timeline, since the case keeps the newest finding of each officer alone. */
function findingsIn(timeline: readonly CaseEvent[]): Verdict[] {
  return timeline
    .filter(({ type }) => VERDICT_EVENTS.includes(type))
    .map(({ by, at, data }) => ({ ...foundSchema.parse(data), by, at }));
}

function secondsBetween(from: string, to: string | undefined): number | undefined {
  return to === undefined ? undefined : Math.round((Date.parse(to) - Date.parse(from)) / 1000);
}
