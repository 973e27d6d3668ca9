import * as z from 'zod';

import { caseEventSchema } from '#platform/case/case-event.ts';
import { localizedTextSchema } from '#platform/localized-text.ts';
import { deliverySchema } from '#platform/notification/notification.ts';
import { taskSchema } from '#platform/task/task.ts';
import { missingPersonCaseSchema } from '#functions/missing-person/model/missing-person-case.ts';
import { sightingSchema } from '#functions/missing-person/model/sighting.ts';
import { tipSchema } from '#functions/missing-person/model/tip.ts';

import { responseTimeSchema } from '#platform/report/response-times.ts';

const stationReportSchema = z.object({
  stationId: z.string(),
  name: localizedTextSchema,
  /** How long the station took to answer what it had to, in the order in which it was alerted. */
  responses: z.array(responseTimeSchema),
  counts: z.object({
    tasks: z.int(),
    done: z.int(),
    withFinding: z.int(),
    /** How often a task of the station passed its deadline unreported. */
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
