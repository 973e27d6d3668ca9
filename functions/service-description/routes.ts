import * as z from 'zod';

import type { RouteContract } from '#platform/http/route.ts';

/** The route that describes all the others. */
export const serviceDescriptionRoutes = {
  readOpenApi: {
    operationId: 'readOpenApi',
    method: 'GET',
    path: '/v1/openapi.json',
    access: 'public',
    summary: { 'zh-CN': '接口说明（OpenAPI 3.1）', en: 'This document' },
    parameters: z.object({}),
    query: z.strictObject({}),
    changes: false,
    decides: false,
    response: {
      status: 200,
      contentType: 'application/json',
      schema: z.looseObject({ openapi: z.string() }),
      description: 'OpenAPI 3.1 document',
    },
    problems: [],
  },
} as const satisfies Record<string, RouteContract>;
