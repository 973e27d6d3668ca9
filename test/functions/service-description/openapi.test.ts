import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { allRoutes } from '#functions/service-description/all-routes.ts';
import { openApiDocument } from '#functions/service-description/openapi.ts';

const operationSchema = z.looseObject({
  operationId: z.string(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), required: z.boolean() })),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.looseObject({}) })) })
    .optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string() })),
});
const documentSchema = z.looseObject({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

const document = documentSchema.parse(openApiDocument(allRoutes, 'https://b815.example'));
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

describe('the OpenAPI document', () => {
  it('describes every route once, under a name of its own', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.toSorted()).toEqual(allRoutes.map(({ operationId }) => operationId).toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names every parameter of each path, and no other', () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(described.map(({ name }) => name).toSorted()).toEqual(inPath.toSorted());
    }
  });

  it('demands an idempotency key of everything that changes something, and a body that admits no unknown field', () => {
    const posted = operations.filter(({ method }) => method !== 'get');
    expect(posted.length).toBeGreaterThan(10);
    const changing = new Set(
      allRoutes.filter(({ changes }) => changes).map(({ operationId }) => operationId),
    );
    expect(posted.filter(({ operation }) => !changing.has(operation.operationId))).toMatchObject([
      // A search by what no URL may hold.
      { operation: { operationId: 'lookUpResidents' } },
    ]);
    for (const { operation } of posted) {
      const names = operation.parameters.map(({ name }) => name);
      expect(names.includes('Idempotency-Key')).toBe(changing.has(operation.operationId));
      expect(operation.requestBody?.content['application/json']?.schema).toMatchObject({
        type: 'object',
        additionalProperties: false,
      });
    }
  });

  it('is plain JSON: nothing of a schema is lost or left as an unknown', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    for (const { operation } of operations)
      expect(Object.keys(operation.responses).length).toBeGreaterThan(2);
  });
});
