import * as z from 'zod';

import { stepIdSchema } from '#functions/investigation/model/coercive-step.ts';
import { arrestPlanRequestSchema } from '#functions/investigation/requests/arrest-plan.ts';
import { arrestReportSchema } from '#functions/investigation/requests/arrest-report.ts';
import { locationReportSchema } from '#functions/investigation/requests/location-report.ts';
import { reasonSchema } from '#functions/investigation/requests/step-decision.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { adds, caseParameters, changeReply, decides } from './route-parts.ts';

/** Routes from the suspect's being located to the arrest. */
export const pursuitRoutes = {
  reportLocation: {
    ...adds,
    operationId: 'reportLocation',
    path: '/v1/investigations/{caseId}/location',
    summary: { 'zh-CN': '报告嫌疑人位置', en: 'Report where the suspect is; both stations must acknowledge' },
    parameters: caseParameters,
    body: locationReportSchema,
    response: json(200, 'Located', changeReply),
  },
  reportLocationLost: {
    ...adds,
    operationId: 'reportLocationLost',
    path: '/v1/investigations/{caseId}/location-lost',
    summary: { 'zh-CN': '嫌疑人脱离视线', en: 'The suspect is no longer where they were located' },
    parameters: caseParameters,
    body: reasonSchema,
    response: json(200, 'Investigating again; both stations are told', changeReply),
  },
  planArrest: {
    ...decides,
    operationId: 'planArrest',
    path: '/v1/investigations/{caseId}/arrest-plan',
    summary: { 'zh-CN': '制定抓捕方案', en: 'Plan the arrest: tasks of both stations' },
    parameters: caseParameters,
    body: arrestPlanRequestSchema,
    response: json(200, 'Planned; both desks are told', changeReply.extend({ planNumber: z.int() })),
  },
  recordArrest: {
    ...adds,
    operationId: 'recordArrest',
    path: '/v1/investigations/{caseId}/arrest',
    summary: {
      'zh-CN': '登记抓获（自动启动嫌疑人移交）',
      en: 'Record the arrest; a suspect whom the other station is to have gets a transfer and its custody record at once',
    },
    parameters: caseParameters,
    body: arrestReportSchema,
    response: json(
      200,
      'Recorded; both stations must acknowledge',
      changeReply.extend({ stepId: stepIdSchema, transferId: z.string().optional() }),
    ),
  },
} as const satisfies Record<string, RouteContract>;
