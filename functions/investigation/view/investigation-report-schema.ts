import * as z from 'zod';

import { leadViewSchema, noteViewSchema } from '#functions/investigation/leads/lead-view-schema.ts';
import { stepIdSchema } from '#functions/investigation/model/coercive-step.ts';
import { investigationCaseSchema } from '#functions/investigation/model/investigation-case.ts';
import { subjectSchema } from '#functions/investigation/model/subject.ts';
import { responseTimeSchema } from '#platform/report/response-times.ts';
import { caseEventSchema } from '#platform/case/case-event.ts';
import { localizedTextSchema } from '#platform/localized-text.ts';
import { deliverySchema } from '#platform/notification/notification.ts';
import { taskSchema } from '#platform/task/task.ts';

const stationReportSchema = z.object({
  stationId: z.string(),
  name: localizedTextSchema,
  /** How long the station took to answer what it had to, in the order in which it was alerted. */
  responses: z.array(responseTimeSchema),
  counts: z.object({
    leads: z.int(),
    notes: z.int(),
    tasks: z.int(),
    done: z.int(),
    withFinding: z.int(),
    /** How often a task of the station passed its deadline unreported. */
    overdue: z.int(),
    dropped: z.int(),
  }),
  tasks: z.array(taskSchema),
});

/** What happened in an investigation, as far as its reader may see it: for the file and for the chief. */
export const investigationReportSchema = investigationCaseSchema
  .omit({ auditHead: true, awaiting: true, decisionsDue: true })
  .extend({
    generatedAt: z.iso.datetime(),
    /** Seconds from the opening; absent for what has not happened. */
    durations: z.object({
      toAcceptedSeconds: z.int().optional(),
      toLocatedSeconds: z.int().optional(),
      toArrestedSeconds: z.int().optional(),
      toClosedSeconds: z.int().optional(),
    }),
    /** Steps that were carried out first, whose papers came later or not at all. */
    emergencySteps: z.array(
      z.object({
        stepId: stepIdSchema,
        papers: z.enum(['due', 'overdue', 'submitted', 'submittedLate']),
        localOfficerPresent: z.boolean(),
      }),
    ),
    leads: z.array(leadViewSchema),
    subjects: z.array(subjectSchema),
    notes: z.array(noteViewSchema),
    stations: z.array(stationReportSchema),
    timeline: z.array(caseEventSchema),
    /** Every attempt to reach somebody, in the order of the attempts. */
    messages: z.array(deliverySchema),
  });

/** What happened in an investigation. */
export type InvestigationReport = z.infer<typeof investigationReportSchema>;
