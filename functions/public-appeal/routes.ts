import * as z from 'zod';

import { MAX_TIP_CHARACTERS } from '#functions/missing-person/model/tip.ts';
import { pointSchema } from '#platform/point.ts';
import type { RouteContract } from '#platform/http/route.ts';

const parameters = z.object({ appealId: z.string().regex(/^A-[0-9A-Z]{26}$/, 'is not an appeal') });
const query = z.strictObject({});

/** A form sends an empty text where nothing was written. */
const unwritten = z.literal('');

/** A tip of the public, as JSON or as the page's form. */
export const tipRequestSchema = z.strictObject({
  text: z.string().trim().min(1).max(MAX_TIP_CHARACTERS),
  point: pointSchema.optional(),
  /** When the person was seen: RFC 3339 UTC, or as a form writes it, a local time in Asia/Shanghai. */
  seenAt: z.iso.datetime({ local: true }).or(unwritten).optional(),
  /** How the writer can be reached, if they like. */
  contact: z.string().trim().max(100).optional(),
});

/** A tip of the public. */
export type TipRequest = z.infer<typeof tipRequestSchema>;

/** Public routes of an appeal. Nobody signs in; the tips are limited by source and by appeal. */
export const publicAppealRoutes = {
  readAppeal: {
    operationId: 'readAppeal',
    method: 'GET',
    path: '/p/{appealId}',
    access: 'public',
    summary: { 'zh-CN': '公开协查页面', en: 'A public appeal' },
    parameters,
    query,
    changes: false,
    decides: false,
    response: {
      status: 200,
      contentType: 'text/html; charset=utf-8',
      description: 'What the station chose to show, and a form for tips',
    },
    problems: [410],
  },
  readAppealPhoto: {
    operationId: 'readAppealPhoto',
    method: 'GET',
    path: '/p/{appealId}/photo',
    access: 'public',
    summary: { 'zh-CN': '公开协查照片', en: 'The photo of a public appeal' },
    parameters,
    query,
    changes: false,
    decides: false,
    response: {
      status: 303,
      contentType: 'text/html; charset=utf-8',
      description: 'Leads to the photo, for a few minutes',
    },
    problems: [410],
  },
  leaveTip: {
    operationId: 'leaveTip',
    method: 'POST',
    path: '/p/{appealId}/tips',
    access: 'public',
    summary: { 'zh-CN': '提供线索', en: 'Leave a tip; officers read it, it alerts nobody' },
    parameters,
    query,
    body: tipRequestSchema,
    form: true,
    changes: true,
    decides: false,
    response: {
      status: 202,
      contentType: 'text/html; charset=utf-8',
      description: 'A page that thanks; JSON for clients that accept nothing else',
    },
    problems: [410, 413, 415, 422, 428, 503],
  },
} as const satisfies Record<string, RouteContract>;
