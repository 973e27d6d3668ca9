import {
  courtReleaseRequestSchema,
  escapeReportSchema,
  medicalClearanceSchema,
  medicalReportSchema,
  recaptureSchema,
} from '#functions/transfer/requests/incidents.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { adds, caseParameters, commandReply } from './route-parts.ts';

/** Routes of what nobody plans: taken on whatever version the officer knows. */
export const incidentRoutes = {
  reportEscape: {
    ...adds,
    operationId: 'reportEscape',
    path: '/v1/transfers/{caseId}/escape',
    summary: {
      'zh-CN': '报告脱逃',
      en: 'The suspect has escaped; both stations and the superior are called',
    },
    parameters: caseParameters,
    body: escapeReportSchema,
    response: json(200, 'Recorded; nobody holds the suspect', commandReply),
  },
  recaptureSuspect: {
    ...adds,
    operationId: 'recaptureSuspect',
    path: '/v1/transfers/{caseId}/recapture',
    summary: { 'zh-CN': '抓获脱逃嫌疑人', en: 'My station holds the escaped suspect' },
    parameters: caseParameters,
    body: recaptureSchema,
    response: json(200, 'Recorded; the officer’s station holds the suspect', commandReply),
  },
  reportMedicalEmergency: {
    ...adds,
    operationId: 'reportMedicalEmergency',
    path: '/v1/transfers/{caseId}/medical-emergency',
    summary: { 'zh-CN': '紧急送医', en: 'The suspect is taken to a hospital; custody stays' },
    parameters: caseParameters,
    body: medicalReportSchema,
    response: json(200, 'Recorded; a handover under way is off', commandReply),
  },
  clearMedically: {
    ...adds,
    operationId: 'clearMedically',
    path: '/v1/transfers/{caseId}/medical-clearance',
    summary: { 'zh-CN': '就医结束，可继续办理', en: 'The suspect may be moved again, by a new examination' },
    parameters: caseParameters,
    body: medicalClearanceSchema,
    response: json(200, 'Recorded', commandReply),
  },
  freeByOrder: {
    ...adds,
    operationId: 'freeByOrder',
    path: '/v1/transfers/{caseId}/court-release',
    summary: { 'zh-CN': '依令释放', en: 'The suspect was released by order' },
    parameters: caseParameters,
    body: courtReleaseRequestSchema,
    response: json(200, 'Recorded; nobody holds the suspect any more', commandReply),
  },
} as const satisfies Record<string, RouteContract>;
