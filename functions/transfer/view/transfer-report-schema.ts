import * as z from 'zod';

import { custodyFactsSchema } from '#functions/transfer/custody/custody-facts.ts';
import { responseTimeSchema } from '#platform/report/response-times.ts';
import { transferCaseSchema } from '#functions/transfer/model/transfer-case.ts';
import { caseEventSchema } from '#platform/case/case-event.ts';
import { localizedTextSchema } from '#platform/localized-text.ts';
import { deliverySchema } from '#platform/notification/notification.ts';

import { custodyClockSchema } from './custody-clock-view.ts';

/** What happened in a transfer, from the loss of liberty to its end: for the file and for the chiefs. */
export const transferReportSchema = transferCaseSchema
  .omit({ commitmentSalt: true, clockMemory: true, auditHead: true, awaiting: true, decisionsDue: true })
  .extend({
    generatedAt: z.iso.datetime(),
    /** Seconds from the loss of liberty; absent for what has not happened. */
    durations: z.object({
      toApprovedSeconds: z.int().optional(),
      toReceivedSeconds: z.int().optional(),
      toClosedSeconds: z.int().optional(),
    }),
    clock: custodyClockSchema,
    /** The entries of the custody chain; the chain itself, with hashes and signatures, is read apart. */
    chain: z.array(z.object({ sequence: z.int(), facts: custodyFactsSchema })),
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

/** What happened in a transfer. */
export type TransferReport = z.infer<typeof transferReportSchema>;
