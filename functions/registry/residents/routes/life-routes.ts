import { permitSchema, registrationSchema, workSchema } from '#functions/registry/model/resident.ts';
import {
  endorsementSchema,
  residenceEndSchema,
  workEndSchema,
} from '#functions/registry/residents/requests/life-changes.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { adds, residentParameters, residentReply } from './route-parts.ts';

const adding = {
  ...adds,
  parameters: residentParameters,
  problems: [409, 410, 413, 415, 422, 428, 503],
  response: residentReply,
} as const;

/** Routes of what happens in a resident's life: it is added to the record, whatever else was changed meanwhile. */
export const lifeRoutes = {
  addResidence: {
    ...adding,
    operationId: 'addResidence',
    path: '/v1/partnerships/{partnershipId}/residents/{residentId}/residences',
    summary: { 'zh-CN': '登记居住地址', en: 'Add a residence; the open one ends the day before' },
    body: registrationSchema,
  },
  endResidence: {
    ...adding,
    operationId: 'endResidence',
    path: '/v1/partnerships/{partnershipId}/residents/{residentId}/residence-end',
    summary: { 'zh-CN': '登记迁出', en: 'End the open residence' },
    body: residenceEndSchema,
  },
  addWork: {
    ...adding,
    operationId: 'addWork',
    path: '/v1/partnerships/{partnershipId}/residents/{residentId}/work',
    summary: { 'zh-CN': '登记从业', en: 'Add work' },
    body: workSchema,
  },
  endWork: {
    ...adding,
    operationId: 'endWork',
    path: '/v1/partnerships/{partnershipId}/residents/{residentId}/work-end',
    summary: { 'zh-CN': '登记离职', en: 'End work at an employer' },
    body: workEndSchema,
  },
  setPermit: {
    ...adding,
    operationId: 'setPermit',
    path: '/v1/partnerships/{partnershipId}/residents/{residentId}/permit',
    summary: { 'zh-CN': '登记居住证', en: 'Enter a residence permit in place of an earlier one' },
    body: permitSchema,
  },
  endorsePermit: {
    ...adding,
    operationId: 'endorsePermit',
    path: '/v1/partnerships/{partnershipId}/residents/{residentId}/permit-endorsement',
    summary: { 'zh-CN': '居住证签注', en: 'Endorse a residence permit' },
    body: endorsementSchema,
  },
} as const satisfies Record<string, RouteContract>;
