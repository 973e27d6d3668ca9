import * as z from 'zod';

import { exportStatusSchema } from '#functions/registry/exchange/model/export-record.ts';
import { exportRequestSchema } from '#functions/registry/exchange/requests/export.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { adds, downloadReply, exportParameters, partnershipParameters, reads } from './route-parts.ts';

/** Routes by which files of residents go out. */
export const exportRoutes = {
  exportResidents: {
    ...adds,
    operationId: 'exportResidents',
    path: '/v1/partnerships/{partnershipId}/exports',
    summary: { 'zh-CN': '导出本所实有人口', en: 'Export the residents of the officer’s own station' },
    parameters: partnershipParameters,
    body: exportRequestSchema,
    response: json(
      201,
      'The file is written',
      z.object({ exportId: z.string(), status: exportStatusSchema, version: z.int() }),
    ),
  },
  readExport: {
    ...reads,
    operationId: 'readExport',
    path: '/v1/partnerships/{partnershipId}/exports/{exportId}',
    summary: {
      'zh-CN': '导出结果',
      en: 'How far an export is and, when it is done, where the file can be fetched; for the station that asked alone',
    },
    parameters: exportParameters,
    response: json(
      200,
      'State and, when done, address',
      z.object({
        exportId: z.string(),
        status: exportStatusSchema,
        requestedAt: z.iso.datetime(),
        finishedAt: z.iso.datetime().optional(),
        /** Residents in the file, once it is written. */
        residents: z.int().optional(),
        file: downloadReply.optional(),
      }),
    ),
  },
} as const satisfies Record<string, RouteContract>;
