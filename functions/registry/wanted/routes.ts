import * as z from 'zod';

import { dateSchema } from '#functions/registry/model/identity-document.ts';
import { noticeDetailsSchema, noticeSchema } from '#functions/registry/model/notice.ts';
import { adds, json, noQuery, purposeSchema, reads } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { noticeViewSchema } from './read-notice.ts';

const partnershipId = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'must be the id of a partnership');
const noticeId = z.string().regex(/^W-[0-9A-Z]{26}$/, 'must be the id of a notice');
const list = z.object({ partnershipId });
const one = z.object({ partnershipId, noticeId });

/** What every command on a notice answers. */
const reply = z.object({ noticeId: z.string(), status: noticeSchema.shape.status, version: z.int() });
const path = '/v1/partnerships/{partnershipId}/wanted-notices';
const decides = { ...adds, decides: true, problems: [409, 412, 413, 415, 422, 428, 503] } as const;

/** Routes of the wanted list. */
export const wantedRoutes = {
  issueNotice: {
    ...adds,
    method: 'POST',
    access: 'officer',
    operationId: 'issueNotice',
    path,
    summary: { 'zh-CN': '录入通缉通告（立即与登记人员比对）', en: 'Put somebody on the wanted list' },
    parameters: list,
    query: noQuery,
    body: noticeDetailsSchema,
    response: json(201, 'The notice is in force', reply),
  },
  readNotice: {
    ...reads,
    method: 'GET',
    access: 'officer',
    operationId: 'readNotice',
    path: `${path}/{noticeId}`,
    summary: {
      'zh-CN': '查阅通缉通告（须说明用途，留痕）',
      en: 'A notice; the purpose is stated and logged',
    },
    parameters: one,
    query: z.strictObject({ purpose: purposeSchema }),
    response: json(200, 'The notice as it stands', noticeViewSchema),
  },
  withdrawNotice: {
    ...decides,
    method: 'POST',
    access: 'officer',
    operationId: 'withdrawNotice',
    path: `${path}/{noticeId}/withdrawal`,
    summary: {
      'zh-CN': '撤销通缉通告（未核实的命中随之关闭）',
      en: 'Withdraw a notice; its open hits close',
    },
    parameters: one,
    query: noQuery,
    body: z.strictObject({}),
    response: json(200, 'The notice is withdrawn', reply),
  },
  reissueNotice: {
    ...decides,
    method: 'POST',
    access: 'officer',
    operationId: 'reissueNotice',
    path: `${path}/{noticeId}/reissue`,
    summary: { 'zh-CN': '重新发布通缉通告', en: 'Issue a notice again that was withdrawn or has expired' },
    parameters: one,
    query: noQuery,
    body: z.strictObject({ validTo: dateSchema.optional() }),
    response: json(200, 'The notice is in force', reply),
  },
} as const satisfies Record<string, RouteContract>;
