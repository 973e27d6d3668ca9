import * as z from 'zod';

import { amendmentSchema } from '#functions/investigation/requests/amendment.ts';
import { cooperationAnswerSchema } from '#functions/investigation/requests/cooperation-answer.ts';
import { cooperationRequestSchema } from '#functions/investigation/requests/cooperation-request.ts';
import { openingSchema } from '#functions/investigation/requests/opening.ts';
import { caseViewSchema } from '#functions/investigation/view/case-view-schema.ts';
import { investigationReportSchema } from '#functions/investigation/view/investigation-report-schema.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { adds, caseParameters, changeReply, commandReply, decides, reads } from './route-parts.ts';

/** Routes of what a case is about, and of the request by which the other station becomes part of it. */
export const matterRoutes = {
  openInvestigation: {
    ...adds,
    operationId: 'openInvestigation',
    path: '/v1/investigations',
    summary: { 'zh-CN': '立项：联合侦查', en: 'Open a joint investigation' },
    parameters: z.object({}),
    body: openingSchema,
    response: json(201, 'Opened; cooperation is still to be requested', commandReply),
  },
  readInvestigation: {
    ...reads,
    operationId: 'readInvestigation',
    path: '/v1/investigations/{caseId}',
    summary: {
      'zh-CN': '联合侦查事项',
      en: 'The case: matter, cooperation, coercive steps, arrest, closing',
    },
    parameters: caseParameters,
    response: json(200, 'The case; its ETag is what decisions are taken on', caseViewSchema),
  },
  amendInvestigation: {
    ...adds,
    operationId: 'amendInvestigation',
    path: '/v1/investigations/{caseId}/amendments',
    summary: { 'zh-CN': '更正或补充案情', en: 'Fill in or correct offence, suspect, facts or legal basis' },
    parameters: caseParameters,
    body: amendmentSchema,
    response: json(200, 'Amended', changeReply),
  },
  requestCooperation: {
    ...decides,
    operationId: 'requestCooperation',
    path: '/v1/investigations/{caseId}/cooperation-request',
    summary: { 'zh-CN': '发出办案协作函', en: 'Request the cooperation of the other station, by a letter' },
    parameters: caseParameters,
    body: cooperationRequestSchema,
    response: json(
      200,
      'Requested; the other station is told',
      changeReply.extend({ answerDueAt: z.iso.datetime() }),
    ),
  },
  answerCooperation: {
    ...decides,
    operationId: 'answerCooperation',
    path: '/v1/investigations/{caseId}/cooperation-request/answer',
    summary: {
      'zh-CN': '答复办案协作函（接受、要求补充、谢绝）',
      en: 'Accept a request for cooperation, ask for more, or decline it with a reason',
    },
    parameters: caseParameters,
    body: cooperationAnswerSchema,
    response: json(200, 'Answered; the requesting station is told', changeReply),
  },
  readInvestigationReport: {
    ...reads,
    operationId: 'readInvestigationReport',
    path: '/v1/investigations/{caseId}/report',
    summary: {
      'zh-CN': '办案协作报告（Accept: text/html 为打印页）',
      en: 'Report as far as the reader may see it; with Accept: text/html a page to print',
    },
    parameters: caseParameters,
    response: json(200, 'What happened, and every emergency step', investigationReportSchema),
  },
} as const satisfies Record<string, RouteContract>;
