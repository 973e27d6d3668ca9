import * as z from 'zod';

import {
  dutyRequestSchema,
  extensionRequestSchema,
  measureRequestSchema,
  travelRequestSchema,
} from '#functions/transfer/requests/legal.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { adds, caseParameters, commandReply } from './route-parts.ts';

/** Routes by which the custody clock learns what it counts from. */
export const legalRoutes = {
  recordMeasure: {
    ...adds,
    operationId: 'recordMeasure',
    path: '/v1/transfers/{caseId}/measures',
    summary: { 'zh-CN': '变更强制措施', en: 'Another measure takes the place of the one in force' },
    parameters: caseParameters,
    body: measureRequestSchema,
    response: json(200, 'Recorded; its limits run', commandReply),
  },
  recordDuty: {
    ...adds,
    operationId: 'recordDuty',
    path: '/v1/transfers/{caseId}/duties',
    summary: { 'zh-CN': '登记已履行的法定事项', en: 'A duty of a legal limit was done' },
    parameters: caseParameters,
    body: dutyRequestSchema,
    response: json(
      200,
      'Recorded',
      commandReply.extend({
        /** Whether the limit no longer runs: not by a duty that was done before its time began. */
        met: z.boolean(),
      }),
    ),
  },
  recordExtension: {
    ...adds,
    operationId: 'recordExtension',
    path: '/v1/transfers/{caseId}/extensions',
    summary: { 'zh-CN': '凭文书延长期限', en: 'A limit was made longer, by a document' },
    parameters: caseParameters,
    body: extensionRequestSchema,
    response: json(
      200,
      'Recorded',
      commandReply.extend({
        /** Whether the limit is longer: not by a document that was issued before it began or when it was over. */
        extended: z.boolean(),
        /** When the limit is over now; absent when its measure is not in force. */
        dueAt: z.iso.datetime().optional(),
      }),
    ),
  },
  recordTravel: {
    ...adds,
    operationId: 'recordTravel',
    path: '/v1/transfers/{caseId}/travel',
    summary: { 'zh-CN': '登记路途时间', en: 'Time on the way between the places' },
    parameters: caseParameters,
    body: travelRequestSchema,
    response: json(200, 'Recorded', commandReply),
  },
} as const satisfies Record<string, RouteContract>;
