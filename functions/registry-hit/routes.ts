import * as z from 'zod';

import { hitOutcomeSchema } from '#functions/registry-hit/model/hit-case.ts';
import { caseIdSchemaOf } from '#platform/case/case-id.ts';
import { registryHitStatuses } from '#platform/case/case-status.ts';
import { adds, json, noQuery, purposeSchema, reads } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { verdictRequestSchema } from './requests/verdict.ts';
import { comparisonSchema } from './view/comparison.ts';
import { hitReportSchema } from './view/hit-report-schema.ts';
import { hitViewSchema } from './view/hit-view.ts';

const parameters = z.object({ caseId: caseIdSchemaOf('RH') });

/** Routes of registry hits. */
export const registryHitRoutes = {
  readRegistryHit: {
    ...reads,
    method: 'GET',
    access: 'officer',
    operationId: 'readRegistryHit',
    path: '/v1/registry-hits/{caseId}',
    summary: { 'zh-CN': '登记簿比对命中详情', en: 'The registry hit as it stands; names nobody' },
    parameters,
    query: z.strictObject({ purpose: purposeSchema.optional() }),
    response: json(200, 'The hit as it stands', hitViewSchema),
  },
  readRegistryHitReport: {
    ...reads,
    method: 'GET',
    access: 'officer',
    operationId: 'readRegistryHitReport',
    path: '/v1/registry-hits/{caseId}/report',
    summary: {
      'zh-CN': '比对命中核实报告（Accept: text/html 为打印页）',
      en: 'Report on the verification, which names nobody; with Accept: text/html a page to print',
    },
    parameters,
    query: z.strictObject({ purpose: purposeSchema.optional() }),
    response: json(200, 'Findings, response times, messages, timeline', hitReportSchema),
  },
  compareRegistryHit: {
    ...reads,
    method: 'GET',
    access: 'officer',
    operationId: 'compareRegistryHit',
    path: '/v1/registry-hits/{caseId}/comparison',
    summary: {
      'zh-CN': '登记人员与通缉通告对照（按比对核实目的脱敏，留痕）',
      en: 'Resident and wanted notice side by side, masked as their verification allows; a lookup in the digest',
    },
    parameters,
    query: noQuery,
    response: json(200, 'Both records as they are now', comparisonSchema),
  },
  giveVerdict: {
    ...adds,
    method: 'POST',
    access: 'officer',
    operationId: 'giveVerdict',
    path: '/v1/registry-hits/{caseId}/verdicts',
    summary: {
      'zh-CN': '核实结论：同一人、非同一人、未定；两名民警一致即定',
      en: 'What an officer found; two who found the same decide',
    },
    parameters,
    query: noQuery,
    body: verdictRequestSchema,
    response: json(
      200,
      'Whether it is decided, and what has begun with it',
      z.object({
        caseId: z.string(),
        status: z.enum(registryHitStatuses),
        version: z.int(),
        decided: z.boolean(),
        outcome: hitOutcomeSchema.optional(),
        followUp: z.object({ caseId: z.string(), kind: z.enum(['JI', 'ST']) }).optional(),
      }),
    ),
  },
} as const satisfies Record<string, RouteContract>;
