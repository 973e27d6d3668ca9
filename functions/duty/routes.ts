import * as z from 'zod';

import { caseIdSchema } from '#platform/case/case-id.ts';
import type { RouteContract } from '#platform/http/route.ts';
import { adds, json, noQuery, purposeSchema, reads } from '#platform/http/route-parts.ts';
import { rosterSchema } from '#platform/roster/roster.ts';

import {
  handoverAcceptedSchema,
  handoverIdSchema,
  handoverListSchema,
  handoverWrittenSchema,
} from './handover.ts';
import { rosterReplacedSchema, rosterViewSchema } from './roster-replies.ts';

const stationParameters = z.object({
  stationId: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'must be a station id such as yaqian'),
});

/** Routes of the duty book: rosters and handovers of a station. */
export const dutyRoutes = {
  readRoster: {
    ...reads,
    operationId: 'readRoster',
    method: 'GET',
    path: '/v1/stations/{stationId}/roster',
    access: 'officer',
    summary: { 'zh-CN': '值班表及当前值班人员', en: 'A station’s roster, and who is on duty now' },
    parameters: stationParameters,
    query: z.strictObject({
      /** Why another station’s roster is read while the two have no open case together. */
      purpose: purposeSchema.optional(),
    }),
    response: json(200, 'Who is on duty; the ETag is the duty book’s version', rosterViewSchema),
  },
  replaceRoster: {
    operationId: 'replaceRoster',
    method: 'PUT',
    path: '/v1/stations/{stationId}/roster',
    access: 'officer',
    summary: { 'zh-CN': '更新值班表', en: 'Replace a station’s roster; If-Match "0" for its first' },
    parameters: stationParameters,
    query: noQuery,
    body: rosterSchema,
    changes: true,
    decides: true,
    response: json(200, 'Replaced; names the hours that nobody covers', rosterReplacedSchema),
    problems: [412, 413, 415, 422, 428, 503],
  },
  writeHandover: {
    ...adds,
    operationId: 'writeHandover',
    method: 'POST',
    path: '/v1/stations/{stationId}/handovers',
    access: 'officer',
    summary: { 'zh-CN': '交班', en: 'Hand a shift over, with notes' },
    parameters: stationParameters,
    query: noQuery,
    body: z.strictObject({
      notes: z.string().max(4000),
      /** What the incoming officer should know of single cases. */
      cases: z
        .array(z.strictObject({ caseId: caseIdSchema, note: z.string().min(1).max(1000) }))
        .max(50)
        .default([]),
    }),
    response: json(201, 'The handover, with how the open cases stand', handoverWrittenSchema),
  },
  listHandovers: {
    ...reads,
    operationId: 'listHandovers',
    method: 'GET',
    path: '/v1/stations/{stationId}/handovers',
    access: 'officer',
    summary: { 'zh-CN': '交接班记录', en: 'Handovers of a station, newest first' },
    parameters: stationParameters,
    query: z.strictObject({ cursor: z.string().max(1000).optional() }),
    response: json(200, 'A page of handovers', handoverListSchema),
  },
  acceptHandover: {
    ...adds,
    operationId: 'acceptHandover',
    method: 'POST',
    path: '/v1/stations/{stationId}/handovers/{handoverId}/acceptance',
    access: 'officer',
    summary: { 'zh-CN': '接班', en: 'Take a shift over' },
    parameters: stationParameters.extend({ handoverId: handoverIdSchema }),
    query: noQuery,
    body: z.strictObject({}),
    response: json(200, 'The acceptance', handoverAcceptedSchema),
  },
} as const satisfies Record<string, RouteContract>;
