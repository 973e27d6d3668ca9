import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { severitySchema } from '#platform/deployment/deployment.ts';
import { notificationKindSchema } from '#platform/notification/kinds/notification-kinds.ts';
import type { Key } from '#platform/store/item-store.ts';

import { caseKindSchema, caseStatusSchema } from './case-status.ts';

/** What every kind of case has. Times are RFC 3339 UTC. */
export const caseBaseSchema = z.object({
  caseId: z.string(),
  kind: caseKindSchema,
  partnershipId: z.string(),
  /** The station whose officer (or whose caller) opened the case and leads it. */
  requestingStationId: z.string(),
  assistingStationId: z.string(),
  severity: severitySchema,
  status: caseStatusSchema,
  /** A drill runs the same process, says so in every message and is counted apart. */
  drill: z.boolean(),
  /** Rises by one with every command; also the number of the command's event and audit entry. */
  version: z.int().min(1),
  /** Rises when the case is reopened: alerts of an earlier generation are void. */
  generation: z.int().min(1),
  /** Rises when the case's process goes on in a new execution of the same generation. */
  processPart: z.int().min(1),
  openedAt: z.iso.datetime(),
  openedBy: actorRecordSchema,
  updatedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().optional(),
  /** What still waits for a station's acknowledgement. What may no longer go out as the case stands is dropped. */
  awaiting: z.array(
    z.object({
      notificationId: z.string(),
      stationId: z.string(),
      kind: notificationKindSchema,
      since: z.iso.datetime(),
    }),
  ),
  /** What waits for a decision of a station: an answer, an approval, a consent, a receipt. */
  decisionsDue: z
    .array(
      z.object({
        kind: z.string(),
        stationId: z.string(),
        since: z.iso.datetime(),
        dueAt: z.iso.datetime().optional(),
      }),
    )
    .default([]),
  /** Hash of the newest audit entry of this case. */
  auditHead: z.string(),
});

/** What every kind of case has. */
export type CaseBase = z.infer<typeof caseBaseSchema>;

/** Any case as the shared parts of the system see it; its kind's own members are passed through unread. */
export const anyCaseSchema = z.looseObject(caseBaseSchema.shape);

/** Any case as the shared parts of the system see it. */
export type AnyCase = z.infer<typeof anyCaseSchema>;

/** Key under which a case and all that belongs to it lie together. */
export function casePartition(caseId: string): string {
  return `CASE#${caseId}`;
}

/** Key of the case itself. */
export function caseKey(caseId: string): Key {
  return { pk: casePartition(caseId), sk: 'CASE' };
}

/** Index entry that lists a partnership's cases, open ones and closed ones apart, by opening time. */
export function caseListKey(
  partnershipId: string,
  list: 'OPEN' | 'CLOSED',
  openedAt: string,
  caseId: string,
): Key {
  return { pk: caseListPartition(partnershipId, list), sk: `${openedAt}#${caseId}` };
}

/** Partition of the list that `caseListKey` sorts into. */
export function caseListPartition(partnershipId: string, list: 'OPEN' | 'CLOSED'): string {
  return `PARTNERSHIP#${partnershipId}#${list}`;
}

/** Name of the execution that drives a case now. */
export function processExecutionName(state: Pick<CaseBase, 'caseId' | 'generation' | 'processPart'>): string {
  return `${state.caseId}.${state.generation}.${state.processPart}`;
}

/** Fixed-width number for sort keys, so that text order is number order. */
export function sortable(sequence: number): string {
  return String(sequence).padStart(8, '0');
}
