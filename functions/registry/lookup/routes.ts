import * as z from 'zod';

import { json, noQuery, reads } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { digestSchema } from './digest/digest.ts';
import { lookupAnswerSchema } from './look-up.ts';
import { lookupRequestSchema } from './model/lookup-request.ts';

const partnershipParameters = z.object({ partnershipId: z.string().min(1).max(60) });

/** Routes by which residents are looked up, and stations see who did. */
export const lookupRoutes = {
  /** A POST so that no URL holds what was searched by; it changes nothing but the record of it. */
  lookUpResidents: {
    ...reads,
    method: 'POST',
    access: 'officer',
    operationId: 'lookUpResidents',
    path: '/v1/partnerships/{partnershipId}/lookups',
    summary: {
      'zh-CN': '查询实有人口（须说明目的与依据，全程留痕）',
      en: 'Look residents up, for a purpose and on a ground; every lookup and every refusal is written down',
    },
    parameters: partnershipParameters,
    query: noQuery,
    body: lookupRequestSchema,
    response: json(200, 'Who fits, those whom most fits first', lookupAnswerSchema),
    problems: [413, 415, 503],
  },
  readLookupDigest: {
    ...reads,
    method: 'GET',
    access: 'officer',
    operationId: 'readLookupDigest',
    path: '/v1/partnerships/{partnershipId}/digests/{day}',
    summary: {
      'zh-CN': '本所人口信息查询日报（Accept: text/html 为打印页）',
      en: 'Who looked at the residents of the officer’s station on a day; with Accept: text/html a page to print',
    },
    parameters: partnershipParameters.extend({ day: z.iso.date('must be a date such as 2027-03-01') }),
    query: z.strictObject({
      /** Whose residents: the officer's own station unless the superior asks. */
      station: z.string().min(1).max(60).optional(),
    }),
    response: json(200, 'Digest', digestSchema),
  },
} as const satisfies Record<string, RouteContract>;
