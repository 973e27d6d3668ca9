import * as z from 'zod';

import { transferOutcomeSchema } from '#functions/transfer/model/transfer-case.ts';
import { cancellationSchema, closureSchema } from '#functions/transfer/requests/ending.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { caseParameters, commandReply, decides } from './route-parts.ts';

/** Routes of a transfer's end. */
export const endingRoutes = {
  cancelTransfer: {
    ...decides,
    operationId: 'cancelTransfer',
    path: '/v1/transfers/{caseId}/cancellation',
    summary: { 'zh-CN': '取消移交', en: 'Give the transfer up before anybody was released' },
    parameters: caseParameters,
    body: cancellationSchema,
    response: json(200, 'Cancelled; custody stays where it is', commandReply),
  },
  closeTransfer: {
    ...decides,
    operationId: 'closeTransfer',
    path: '/v1/transfers/{caseId}/closure',
    summary: { 'zh-CN': '办结移交', en: 'Close the transfer for good' },
    parameters: caseParameters,
    body: closureSchema,
    response: json(
      200,
      'Closed',
      commandReply.extend({
        outcome: transferOutcomeSchema,
        /** Time limits of somebody who is still held, by their ids: from now on nobody is warned of them. */
        limitsRunning: z.array(z.string()),
      }),
    ),
  },
} as const satisfies Record<string, RouteContract>;
