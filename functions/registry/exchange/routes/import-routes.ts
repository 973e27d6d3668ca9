import * as z from 'zod';

import { importStatusSchema } from '#functions/registry/exchange/model/import-record.ts';
import { fileUploadSchema } from '#functions/registry/exchange/requests/file-upload.ts';
import { importRequestSchema } from '#functions/registry/exchange/requests/import.ts';
import { importViewSchema } from '#functions/registry/exchange/view/import-view.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { adds, downloadReply, importParameters, partnershipParameters, reads } from './route-parts.ts';

const uploadReply = z.object({
  uploadId: z.string(),
  /** Send the file there with exactly these headers, then import it. */
  upload: z.object({
    method: z.literal('PUT'),
    url: z.url(),
    headers: z.record(z.string(), z.string()),
    expiresAt: z.iso.datetime(),
  }),
  version: z.int(),
});

const importReply = z.object({ importId: z.string(), status: importStatusSchema, version: z.int() });
const nothing = z.strictObject({});

/** Routes by which files of residents come in. */
export const importRoutes = {
  requestFileUpload: {
    ...adds,
    operationId: 'requestFileUpload',
    path: '/v1/partnerships/{partnershipId}/uploads',
    summary: { 'zh-CN': '申请上传文件', en: 'Ask for an address to upload a file to' },
    parameters: partnershipParameters,
    body: fileUploadSchema,
    response: json(201, 'Where and how to upload', uploadReply),
  },
  importResidents: {
    ...adds,
    operationId: 'importResidents',
    path: '/v1/partnerships/{partnershipId}/imports',
    summary: { 'zh-CN': '批量导入实有人口', en: 'Import a file of residents' },
    parameters: partnershipParameters,
    body: importRequestSchema,
    response: json(201, 'The file is read; nothing is written of one that is broken', importReply),
  },
  listImports: {
    ...reads,
    operationId: 'listImports',
    path: '/v1/partnerships/{partnershipId}/imports',
    summary: { 'zh-CN': '本所导入记录', en: 'Imports of the officer’s own station, the newest first' },
    parameters: partnershipParameters,
    query: z.strictObject({ cursor: z.string().max(1000).optional() }),
    response: json(
      200,
      'A page of imports',
      z.object({
        imports: z.array(
          z.object({ importId: z.string(), status: importStatusSchema, requestedAt: z.iso.datetime() }),
        ),
        cursor: z.string().optional(),
      }),
    ),
  },
  readImport: {
    ...reads,
    operationId: 'readImport',
    path: '/v1/partnerships/{partnershipId}/imports/{importId}',
    summary: { 'zh-CN': '导入进度', en: 'How far an import is, and what came of its rows' },
    parameters: importParameters,
    response: json(200, 'State and counts', importViewSchema),
  },
  readRejectedRows: {
    ...reads,
    operationId: 'readRejectedRows',
    path: '/v1/partnerships/{partnershipId}/imports/{importId}/rejected',
    summary: {
      'zh-CN': '下载退回行',
      en: 'Address of the file of rows that come back, each with its reason; for the station that imports alone',
    },
    parameters: importParameters,
    problems: [409],
    response: json(200, 'Where the file can be fetched', downloadReply),
  },
  stopImport: {
    ...adds,
    operationId: 'stopImport',
    path: '/v1/partnerships/{partnershipId}/imports/{importId}/stop',
    summary: { 'zh-CN': '暂停导入', en: 'Stop an import; what was written stays' },
    parameters: importParameters,
    body: nothing,
    response: json(200, 'Stopped', importReply),
  },
  resumeImport: {
    ...adds,
    operationId: 'resumeImport',
    path: '/v1/partnerships/{partnershipId}/imports/{importId}/resumption',
    summary: { 'zh-CN': '继续导入', en: 'Go on with an import where it ended' },
    parameters: importParameters,
    body: nothing,
    response: json(200, 'It goes on', importReply),
  },
} as const satisfies Record<string, RouteContract>;
