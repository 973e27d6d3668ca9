import * as z from 'zod';

import { hitCaseSchema, verdictSchema } from '#functions/registry-hit/model/hit-case.ts';
import { caseEventSchema } from '#platform/case/case-event.ts';
import { localizedTextSchema } from '#platform/localized-text.ts';
import { deliverySchema } from '#platform/notification/notification.ts';
import { responseTimeSchema } from '#platform/report/response-times.ts';

/** What happened with a hit, for the file and for the chiefs. It names nobody: resident and notice go by their ids. */
export const hitReportSchema = hitCaseSchema
  .omit({ auditHead: true, awaiting: true, decisionsDue: true, verdicts: true })
  .extend({
    generatedAt: z.iso.datetime(),
    /** Seconds from the alert; absent for what has not happened. */
    durations: z.object({
      toFirstVerdictSeconds: z.int().optional(),
      toClosedSeconds: z.int().optional(),
    }),
    /** Every finding of every officer in the order in which they came, those that were replaced as well. */
    findings: z.array(verdictSchema),
    stations: z.array(
      z.object({
        stationId: z.string(),
        name: localizedTextSchema,
        /** How long the station took to answer what it had to, in the order in which it was called. */
        responses: z.array(responseTimeSchema),
      }),
    ),
    timeline: z.array(caseEventSchema),
    /** Every attempt to reach somebody, in the order of the attempts. */
    messages: z.array(deliverySchema),
  });

/** What happened with a hit. */
export type HitReport = z.infer<typeof hitReportSchema>;
