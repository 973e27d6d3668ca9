import { deliveriesOf } from '#functions/casework/telephone-list.ts';
import { responseTimes } from '#platform/report/response-times.ts';
import { custodyExport } from '#functions/transfer/custody/custody-export.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';
import { stationsOf } from '#platform/case/case-change.ts';
import { casePartition } from '#platform/case/case.ts';
import { caseEventSchema, type CaseEvent } from '#platform/case/case-event.ts';
import { stationOf } from '#platform/deployment/deployment.ts';
import { notificationSchema } from '#platform/notification/notification.ts';
import type { Platform } from '#platform/platform.ts';
import { queryAll } from '#platform/store/item-store.ts';

import { custodyClockView } from './custody-clock-view.ts';
import { transferReportSchema, type TransferReport } from './transfer-report-schema.ts';

/** Draws up the report of a transfer as it stands; it is whole once the case is closed. */
export async function transferReport(platform: Platform, state: TransferCase): Promise<TransferReport> {
  const { store, deployment, clock } = platform;
  const partition = casePartition(state.caseId);
  const [events, notifications, deliveries, { entries }] = await Promise.all([
    queryAll(store, partition, 'EVENT#', caseEventSchema),
    queryAll(store, partition, 'NOTIFICATION#', notificationSchema),
    deliveriesOf(store, state.caseId),
    custodyExport(platform, state.caseId),
  ]);
  const timeline = events.map(({ body }) => body);
  const responses = responseTimes(notifications.map(({ body }) => body));
  const told = new Set([...stationsOf(state), ...responses.map(({ stationId }) => stationId)]);
  return transferReportSchema.parse({
    ...state,
    generatedAt: clock.now().toISOString(),
    durations: durationsOf(state, timeline),
    clock: custodyClockView(deployment.legalLimits, state),
    chain: entries.map(({ sequence, facts }) => ({ sequence, facts })),
    stations: [...told].map((stationId) => ({
      stationId,
      name: stationOf(deployment, stationId).name,
      responses: responses.filter((response) => response.stationId === stationId),
    })),
    timeline,
    messages: deliveries.toSorted((a, b) => Date.parse(a.claimedAt) - Date.parse(b.claimedAt)),
  });
}

function durationsOf(
  { legal, receipt, closedAt }: TransferCase,
  timeline: readonly CaseEvent[],
): TransferReport['durations'] {
  const since = (time: string | undefined) =>
    time === undefined
      ? undefined
      : Math.round((Date.parse(time) - Date.parse(legal.deprivedOfLibertyAt)) / 1000);
  return {
    toApprovedSeconds: since(timeline.findLast(({ type }) => type === 'approved')?.at),
    toReceivedSeconds: since(receipt?.at),
    toClosedSeconds: since(closedAt),
  };
}
