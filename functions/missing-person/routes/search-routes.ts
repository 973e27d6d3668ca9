import * as z from 'zod';

import { appealRequestSchema } from '#functions/missing-person/requests/appeal-request.ts';
import { sightingReportSchema } from '#functions/missing-person/requests/sighting-report.ts';
import { triageSchema } from '#functions/missing-person/requests/triage.ts';
import { caseViewSchema } from '#functions/missing-person/view/case-view-schema.ts';
import { searchMapSchema } from '#functions/missing-person/view/search-map-schema.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { adds, caseParameters, commandReply, decides, nothing, reads } from './route-parts.ts';

const sightingReply = commandReply.extend({
  sightingId: z.string(),
  /** Whether the search is planned anew around it. */
  replans: z.boolean(),
});

/** Routes of the search: the case, its map, sightings, the public appeal and its tips. */
export const searchRoutes = {
  readMissingPerson: {
    ...reads,
    operationId: 'readMissingPerson',
    path: '/v1/missing-persons/{caseId}',
    summary: {
      'zh-CN': '走失人员协作事项',
      en: 'The whole case: details, plan, sightings, tips, whom to telephone',
    },
    parameters: caseParameters,
    response: json(200, 'The case; its ETag is what decisions are taken on', caseViewSchema),
  },
  readSearchMap: {
    ...reads,
    operationId: 'readSearchMap',
    path: '/v1/missing-persons/{caseId}/search',
    summary: { 'zh-CN': '搜寻部署图（GeoJSON）', en: 'The search plan as GeoJSON in WGS-84' },
    parameters: caseParameters,
    response: {
      status: 200,
      contentType: 'application/geo+json',
      schema: searchMapSchema,
      description: 'Origin, rings, sectors and tasks of both stations',
    },
  },
  reportSighting: {
    ...adds,
    operationId: 'reportSighting',
    path: '/v1/missing-persons/{caseId}/sightings',
    summary: { 'zh-CN': '报告行踪', en: 'Report a sighting; the search is planned anew around the newest' },
    parameters: caseParameters,
    body: sightingReportSchema,
    response: json(201, 'Reported', sightingReply),
  },
  publishAppeal: {
    ...decides,
    operationId: 'publishAppeal',
    path: '/v1/missing-persons/{caseId}/appeal',
    summary: { 'zh-CN': '发布公开协查', en: 'Publish a public appeal, or renew what it shows' },
    parameters: caseParameters,
    body: appealRequestSchema,
    response: json(
      201,
      'Published; the page shows what was chosen and nothing else',
      commandReply.extend({ appealId: z.string(), url: z.url() }),
    ),
  },
  withdrawAppeal: {
    ...decides,
    operationId: 'withdrawAppeal',
    path: '/v1/missing-persons/{caseId}/appeal/withdrawal',
    summary: { 'zh-CN': '撤回公开协查', en: 'Withdraw the public appeal' },
    parameters: caseParameters,
    body: nothing,
    response: json(200, 'Withdrawn', commandReply),
  },
  triageTip: {
    ...adds,
    operationId: 'triageTip',
    path: '/v1/missing-persons/{caseId}/tips/{tipId}/triage',
    summary: { 'zh-CN': '研判群众线索', en: 'Make a sighting of a tip, or dismiss it' },
    parameters: caseParameters.extend({ tipId: z.string().regex(/^P-[0-9A-Z]{26}$/, 'must be a tip id') }),
    body: triageSchema,
    response: json(
      200,
      'Decided',
      commandReply.extend({ sightingId: z.string().optional(), replans: z.boolean().optional() }),
    ),
  },
} as const satisfies Record<string, RouteContract>;
