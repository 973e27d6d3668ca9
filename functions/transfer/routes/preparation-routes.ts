import * as z from 'zod';

import { openingSchema } from '#functions/transfer/requests/opening.ts';
import {
  documentsSchema,
  escortRisksSchema,
  healthCheckRequestSchema,
  propertyRequestSchema,
} from '#functions/transfer/requests/preparation.ts';
import { severitySchema } from '#platform/deployment/timers.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { adds, caseParameters, commandReply, preparationReply } from './route-parts.ts';

/** Routes by which a transfer is opened and prepared. */
export const preparationRoutes = {
  openTransfer: {
    ...adds,
    operationId: 'openTransfer',
    path: '/v1/transfers',
    summary: {
      'zh-CN': '嫌疑人到案，发起移交',
      en: 'Open the transfer of a suspect whom my station holds; the other station is told',
    },
    parameters: z.object({}),
    body: openingSchema,
    response: json(
      201,
      'Opened, with the first entry of the custody chain',
      commandReply.extend({ severity: severitySchema }),
    ),
  },
  recordTransferDocuments: {
    ...adds,
    operationId: 'recordTransferDocuments',
    path: '/v1/transfers/{caseId}/documents',
    summary: { 'zh-CN': '登记移交文书', en: 'Record documents of the checklist' },
    parameters: caseParameters,
    body: documentsSchema,
    response: json(200, 'Recorded', preparationReply),
  },
  recordHealthCheck: {
    ...adds,
    operationId: 'recordHealthCheck',
    path: '/v1/transfers/{caseId}/health-check',
    summary: { 'zh-CN': '登记健康检查', en: 'Record an examination of the suspect' },
    parameters: caseParameters,
    body: healthCheckRequestSchema,
    response: json(200, 'Recorded', preparationReply),
  },
  listProperty: {
    ...adds,
    operationId: 'listProperty',
    path: '/v1/transfers/{caseId}/property',
    summary: { 'zh-CN': '登记随身财物', en: 'List what goes with the suspect' },
    parameters: caseParameters,
    body: propertyRequestSchema,
    response: json(200, 'Listed', preparationReply),
  },
  assessEscortRisks: {
    ...adds,
    operationId: 'assessEscortRisks',
    path: '/v1/transfers/{caseId}/escort-risks',
    summary: { 'zh-CN': '评估押解风险', en: 'Assess what the escort has to be ready for' },
    parameters: caseParameters,
    body: escortRisksSchema,
    response: json(200, 'Assessed', preparationReply),
  },
} as const satisfies Record<string, RouteContract>;
