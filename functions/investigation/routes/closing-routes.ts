import { outcomeSchema } from '#functions/investigation/model/closing.ts';
import {
  closingConsentSchema,
  closingRequestSchema,
} from '#functions/investigation/requests/closing-request.ts';
import { reasonSchema } from '#functions/investigation/requests/step-decision.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { caseParameters, commandReply, decides } from './route-parts.ts';

/** Routes of the end, which takes the consent of both stations to the same content, and of a suspended case's new beginning. */
export const closingRoutes = {
  proposeClosing: {
    ...decides,
    operationId: 'proposeClosing',
    path: '/v1/investigations/{caseId}/closure',
    summary: {
      'zh-CN': '提议结案',
      en: 'Propose to close the case as it stands; the other station has to consent',
    },
    parameters: caseParameters,
    body: closingRequestSchema,
    response: json(
      200,
      'Proposed; the other station is asked',
      commandReply.extend({ outcome: outcomeSchema }),
    ),
  },
  consentClosing: {
    ...decides,
    operationId: 'consentClosing',
    path: '/v1/investigations/{caseId}/closure-consent',
    summary: { 'zh-CN': '同意结案', en: 'Consent to the closing that the other station has proposed' },
    parameters: caseParameters,
    body: closingConsentSchema,
    response: json(200, 'Closed', commandReply.extend({ outcome: outcomeSchema })),
  },
  refuseClosing: {
    ...decides,
    operationId: 'refuseClosing',
    path: '/v1/investigations/{caseId}/closure-refusal',
    summary: { 'zh-CN': '不同意或撤回结案', en: 'Refuse a proposed closing, or take one’s own back' },
    parameters: caseParameters,
    body: reasonSchema,
    response: json(200, 'The proposal is off; the other station is told', commandReply),
  },
  resumeInvestigation: {
    ...decides,
    operationId: 'resumeInvestigation',
    path: '/v1/investigations/{caseId}/resumption',
    summary: { 'zh-CN': '恢复中止的侦查', en: 'Resume a suspended investigation' },
    parameters: caseParameters,
    body: reasonSchema,
    response: json(200, 'Investigating again; both stations are told', commandReply),
  },
} as const satisfies Record<string, RouteContract>;
