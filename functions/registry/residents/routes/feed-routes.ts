import {
  changesQuestionSchema,
  countsQuestionSchema,
} from '#functions/registry/residents/requests/feed-questions.ts';
import { exchangeCountsSchema } from '#functions/registry/residents/view/exchange-counts.ts';
import { changesViewSchema } from '#functions/registry/residents/view/read-changes.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { partnershipParameters, reads } from './route-parts.ts';

/** Routes of what the stations share as it happens. */
export const feedRoutes = {
  readChanges: {
    ...reads,
    operationId: 'readChanges',
    path: '/v1/partnerships/{partnershipId}/changes',
    summary: {
      'zh-CN': '人口变更动态',
      en: 'What a station has changed after a number, by ids; waits for it when there is nothing yet',
    },
    parameters: partnershipParameters,
    query: changesQuestionSchema,
    response: json(200, 'Changes, the oldest first', changesViewSchema),
  },
  readExchangeCounts: {
    ...reads,
    operationId: 'readExchangeCounts',
    path: '/v1/partnerships/{partnershipId}/exchange-counts',
    summary: { 'zh-CN': '信息交换数量', en: 'How many items the stations have exchanged, in all and by day' },
    parameters: partnershipParameters,
    query: countsQuestionSchema,
    response: json(200, 'Counts of each station', exchangeCountsSchema),
  },
} as const satisfies Record<string, RouteContract>;
