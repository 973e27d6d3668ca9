import { custodyExportSchema, custodyHeadsSchema } from '#functions/transfer/custody/custody-export.ts';
import { caseViewSchema } from '#functions/transfer/view/case-view-schema.ts';
import { transferReportSchema } from '#functions/transfer/view/transfer-report-schema.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { caseParameters, reads } from './route-parts.ts';

/** Routes by which a transfer is read. */
export const readingRoutes = {
  readTransfer: {
    ...reads,
    operationId: 'readTransfer',
    path: '/v1/transfers/{caseId}',
    summary: { 'zh-CN': '移交事项详情与羁押时钟', en: 'The transfer and its custody clock' },
    parameters: caseParameters,
    response: json(200, 'The case as it stands', caseViewSchema),
  },
  readCustody: {
    ...reads,
    operationId: 'readCustody',
    path: '/v1/transfers/{caseId}/custody',
    summary: {
      'zh-CN': '导出看管链（本所同时签署所见链头）',
      en: 'The custody chain to be verified anywhere; the reader’s station signs the head it sees',
    },
    parameters: caseParameters,
    response: json(200, 'The chain with heads and public keys', custodyExportSchema),
  },
  readCustodyHeads: {
    ...reads,
    operationId: 'readCustodyHeads',
    path: '/v1/transfers/{caseId}/custody/heads',
    summary: { 'zh-CN': '两所签署的链头', en: 'The heads that the stations signed, to be kept outside' },
    parameters: caseParameters,
    problems: [503],
    response: json(200, 'The newest head of each station, with public keys', custodyHeadsSchema),
  },
  readTransferReport: {
    ...reads,
    operationId: 'readTransferReport',
    path: '/v1/transfers/{caseId}/report',
    summary: {
      'zh-CN': '移交报告（Accept: text/html 为打印页）',
      en: 'Report on the transfer; with Accept: text/html a page to print',
    },
    parameters: caseParameters,
    response: json(200, 'Custody clock, chain, property, response times, messages', transferReportSchema),
  },
} as const satisfies Record<string, RouteContract>;
