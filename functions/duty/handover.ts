import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { caseKindSchema, caseStatusSchema } from '#platform/case/case-status.ts';
import { severitySchema } from '#platform/deployment/deployment.ts';
import { localizedTextSchema } from '#platform/localized-text.ts';
import { dutyBookKey } from '#platform/roster/roster.ts';
import type { Key } from '#platform/store/item-store.ts';

/** An open case as it stood when the shift was handed over, with what the outgoing officer says about it. */
export const handedOverCaseSchema = z.strictObject({
  caseId: z.string(),
  kind: caseKindSchema,
  status: caseStatusSchema,
  severity: severitySchema,
  drill: z.boolean(),
  openedAt: z.iso.datetime(),
  /** Notifications that this station has not acknowledged. */
  awaiting: z.array(
    z.strictObject({ notificationId: z.string(), kind: z.string(), since: z.iso.datetime() }),
  ),
  /** Decisions that this station owes: answers, approvals, consents, receipts. Handovers of before have none. */
  decisionsDue: z
    .array(
      z.strictObject({
        kind: z.string(),
        since: z.iso.datetime(),
        dueAt: z.iso.datetime().optional(),
      }),
    )
    .default([]),
  /** Tips of the public that nobody has looked at. */
  untriagedTips: z.int().min(0),
  /** How many of this station's tasks are open, and how many of those are past their deadline. */
  openTasks: z.int().min(0),
  overdueTasks: z.int().min(0),
  /** The tasks longest overdue. */
  longestOverdue: z.array(
    z.strictObject({
      taskId: z.string(),
      label: localizedTextSchema,
      dueAt: z.iso.datetime(),
      assigneeId: z.string().optional(),
    }),
  ),
  note: z.string().optional(),
});

/** An open case as it stood when the shift was handed over. */
export type HandedOverCase = z.infer<typeof handedOverCaseSchema>;

/** One shift's handing over to the next at a station. It never changes but for being accepted, once. */
export const handoverSchema = z.strictObject({
  handoverId: z.string(),
  stationId: z.string(),
  writtenAt: z.iso.datetime(),
  writtenBy: actorRecordSchema,
  notes: z.string(),
  cases: z.array(handedOverCaseSchema),
  acceptedAt: z.iso.datetime().optional(),
  acceptedBy: actorRecordSchema.optional(),
});

/** One shift's handing over to the next at a station. */
export type Handover = z.infer<typeof handoverSchema>;

/** What handing over answers: what the incoming officer takes on, counted. */
export const handoverWrittenSchema = z.strictObject({
  handoverId: z.string(),
  stationId: z.string(),
  writtenAt: z.iso.datetime(),
  openCases: z.int(),
  /** Notifications that wait for this station's acknowledgement. */
  awaiting: z.int(),
  overdueTasks: z.int(),
});

/** What accepting a handover answers. */
export const handoverAcceptedSchema = z.strictObject({
  handoverId: z.string(),
  stationId: z.string(),
  acceptedAt: z.iso.datetime(),
  acceptedBy: actorRecordSchema,
});

/** A page of a station's handovers, newest first; `cursor` leads to the next page and is absent on the last. */
export const handoverListSchema = z.strictObject({
  handovers: z.array(handoverSchema),
  cursor: z.string().optional(),
});

/** A page of a station's handovers, newest first. */
export type HandoverList = z.infer<typeof handoverListSchema>;

/** Form of a handover's id: `H-` and a ULID, so that ids sort by time. */
export const handoverIdSchema = z.string().regex(/^H-[0-9A-HJKMNP-TV-Z]{26}$/, 'is not the id of a handover');

/** Sort-key prefix of a station's handovers, oldest first. */
export const HANDOVER_PREFIX = 'HANDOVER#';

/** Partition of a station's handovers: its duty book's. */
export function handoverPartition(stationId: string): string {
  return dutyBookKey(stationId).pk;
}

/** Key of a handover. */
export function handoverKey(stationId: string, handoverId: string): Key {
  return { pk: handoverPartition(stationId), sk: `${HANDOVER_PREFIX}${handoverId}` };
}
