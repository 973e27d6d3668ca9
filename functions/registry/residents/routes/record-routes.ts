import * as z from 'zod';

import { residentDetailsSchema } from '#functions/registry/model/resident.ts';
import { detailsPatchSchema } from '#functions/registry/residents/requests/details-patch.ts';
import { erasureSchema } from '#functions/registry/residents/requests/erasure.ts';
import { residentQuestionSchema } from '#functions/registry/residents/requests/resident-question.ts';
import { historyViewSchema } from '#functions/registry/residents/view/read-history.ts';
import { residentViewSchema } from '#functions/registry/residents/view/read-resident.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import {
  adds,
  decides,
  partnershipParameters,
  reads,
  residentParameters,
  residentReply,
} from './route-parts.ts';

/** Routes of a resident's record as a whole. */
export const recordRoutes = {
  registerResident: {
    ...adds,
    operationId: 'registerResident',
    path: '/v1/partnerships/{partnershipId}/residents',
    summary: {
      'zh-CN': '登记实有人口',
      en: 'Enter a resident; the officer’s station answers for the record',
    },
    parameters: partnershipParameters,
    body: residentDetailsSchema,
    response: json(201, 'The resident', z.object({ residentId: z.string(), version: z.int() })),
  },
  readResident: {
    ...reads,
    operationId: 'readResident',
    path: '/v1/partnerships/{partnershipId}/residents/{residentId}',
    summary: { 'zh-CN': '查看人员', en: 'A resident, as far as the stated purpose shows them; logged' },
    parameters: residentParameters,
    query: residentQuestionSchema,
    problems: [410, 503],
    response: json(200, 'The record', residentViewSchema),
  },
  readResidentHistory: {
    ...reads,
    operationId: 'readResidentHistory',
    path: '/v1/partnerships/{partnershipId}/residents/{residentId}/history',
    summary: { 'zh-CN': '查看变更记录', en: 'Every version of a record, for a stated purpose; logged' },
    parameters: residentParameters,
    query: residentQuestionSchema,
    problems: [410, 503],
    response: json(200, 'Versions, the first one first', historyViewSchema),
  },
  correctResident: {
    ...decides,
    operationId: 'correctResident',
    path: '/v1/partnerships/{partnershipId}/residents/{residentId}/corrections',
    summary: { 'zh-CN': '更正人员信息', en: 'Correct the record of a resident of the officer’s own station' },
    parameters: residentParameters,
    body: detailsPatchSchema,
    response: residentReply,
  },
  eraseResident: {
    ...decides,
    operationId: 'eraseResident',
    path: '/v1/partnerships/{partnershipId}/residents/{residentId}/erasure',
    summary: { 'zh-CN': '删除人员', en: 'Erase a person for ever, by destroying the key of their record' },
    parameters: residentParameters,
    body: erasureSchema,
    response: residentReply,
  },
} as const satisfies Record<string, RouteContract>;
