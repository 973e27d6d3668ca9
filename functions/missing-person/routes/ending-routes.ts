import { outcomeSchema } from '#functions/missing-person/model/missing-person-case.ts';
import { closureSchema } from '#functions/missing-person/requests/closure.ts';
import { findReportSchema } from '#functions/missing-person/requests/find-report.ts';
import { reopeningSchema } from '#functions/missing-person/requests/reopening.ts';
import { reunionSchema } from '#functions/missing-person/requests/reunion.ts';
import { withdrawalSchema } from '#functions/missing-person/requests/withdrawal.ts';
import { afterActionReportSchema } from '#functions/missing-person/view/after-action-report-schema.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { adds, caseParameters, commandReply, decides, reads } from './route-parts.ts';

/** Routes of a case's end, or of its new beginning. */
export const endingRoutes = {
  reportFound: {
    ...adds,
    operationId: 'reportFound',
    path: '/v1/missing-persons/{caseId}/found',
    summary: { 'zh-CN': '报告已找到', en: 'Report the person found; no alert goes out any more' },
    parameters: caseParameters,
    body: findReportSchema,
    response: json(200, 'Found; both stations stand down', commandReply),
  },
  reunite: {
    ...decides,
    operationId: 'reunite',
    path: '/v1/missing-persons/{caseId}/reunion',
    summary: { 'zh-CN': '已与家人团聚', en: 'The person is back with the family' },
    parameters: caseParameters,
    body: reunionSchema,
    response: json(200, 'Recorded', commandReply),
  },
  withdrawReport: {
    ...decides,
    operationId: 'withdrawReport',
    path: '/v1/missing-persons/{caseId}/withdrawal',
    summary: { 'zh-CN': '撤销警情（取消或误报）', en: 'Withdraw the report: cancelled, or a false alarm' },
    parameters: caseParameters,
    body: withdrawalSchema,
    response: json(200, 'Withdrawn; both stations stand down', commandReply),
  },
  reopenCase: {
    ...decides,
    operationId: 'reopenCase',
    path: '/v1/missing-persons/{caseId}/reopening',
    summary: {
      'zh-CN': '重新启动搜寻',
      en: 'A find or a withdrawal was wrong: search again, both stations are alerted again',
    },
    parameters: caseParameters,
    body: reopeningSchema,
    response: json(200, 'Searching again', commandReply),
  },
  closeCase: {
    ...decides,
    operationId: 'closeCase',
    path: '/v1/missing-persons/{caseId}/closure',
    summary: { 'zh-CN': '办结', en: 'Close the case for good' },
    parameters: caseParameters,
    body: closureSchema,
    response: json(200, 'Closed', commandReply.extend({ outcome: outcomeSchema })),
  },
  readReport: {
    ...reads,
    operationId: 'readReport',
    path: '/v1/missing-persons/{caseId}/report',
    summary: {
      'zh-CN': '处置报告（Accept: text/html 为打印页）',
      en: 'After-action report; with Accept: text/html a page to print',
    },
    parameters: caseParameters,
    response: json(200, 'Timeline, response times, tasks, messages', afterActionReportSchema),
  },
} as const satisfies Record<string, RouteContract>;
