import * as z from 'zod';

import { PROBLEM_TYPE_PREFIX } from '#platform/http/problem.ts';
import type { RouteContract } from '#platform/http/route.ts';

/** An OpenAPI 3.1 document as a JSON value. */
export type OpenApiDocument = Readonly<Record<string, unknown>>;

const problemSchema = z.object({
  type: z.string().startsWith(PROBLEM_TYPE_PREFIX),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

const everyRoutesProblems = [400, 404, 429] as const;
const officerProblems = [401, 403] as const;
const gatewayProblems: readonly number[] = [401, 429];

const headerParameters = {
  idempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'A key of the caller’s choice. The same key and request: the same response, one effect.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{8,128}$' },
  },
  ifMatch: {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'ETag of the version that was decided on.',
    schema: { type: 'string', pattern: '^"?[0-9]{1,9}"?$' },
  },
} as const;

/** The OpenAPI 3.1 document of `routes`, made of the very schemas that requests are parsed with. */
export function openApiDocument(routes: readonly RouteContract[], serverUrl: string): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const item = (paths[route.path] ??= {});
    item[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'border815',
      version: '1',
      description: '两地派出所跨界警务协作接口 / Joint policing across a city border',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      securitySchemes: {
        officer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Token of an officer' },
      },
    },
  };
}

function operationOf(route: RouteContract): Record<string, unknown> {
  return {
    operationId: route.operationId,
    summary: route.summary['zh-CN'],
    description: route.summary.en,
    security: route.access === 'officer' ? [{ officer: [] }] : [],
    parameters: [
      ...fieldParameters(route.parameters, 'path'),
      ...fieldParameters(route.query, 'query'),
      // A form carries the key as a field; whoever sends JSON to the same route sends the header.
      ...(route.changes ? [{ ...headerParameters.idempotencyKey, required: route.form !== true }] : []),
      ...(route.decides ? [headerParameters.ifMatch] : []),
    ],
    ...(route.body === undefined ? {} : { requestBody: requestBodyOf(route, route.body) }),
    responses: { [route.response.status]: responseOf(route), ...problemResponses(route) },
  };
}

function fieldParameters(schema: z.ZodObject, place: 'path' | 'query'): Record<string, unknown>[] {
  const { properties = {}, required = [] } = z
    .object({
      properties: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
      required: z.array(z.string()).optional(),
    })
    .parse(jsonSchema(schema, 'input'));
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function requestBodyOf(route: RouteContract, body: z.ZodObject): Record<string, unknown> {
  const schema = jsonSchema(body, 'input');
  return {
    required: true,
    content: {
      'application/json': { schema },
      ...(route.form === true ? { 'application/x-www-form-urlencoded': { schema: formSchema(body) } } : {}),
    },
  };
}

/** A form's fields are those of the JSON body and the idempotency key. */
function formSchema(body: z.ZodObject): Record<string, unknown> {
  return jsonSchema(body.extend({ idempotencyKey: z.string().regex(/^[\x21-\x7e]{8,128}$/) }), 'input');
}

function responseOf({ response }: RouteContract): Record<string, unknown> {
  const schema = response.schema === undefined ? {} : { schema: jsonSchema(response.schema, 'output') };
  const content =
    response.status === 303 || response.status === 204 ? {} : { content: { [response.contentType]: schema } };
  return { description: response.description, ...content };
}

function problemResponses(route: RouteContract): Record<string, unknown> {
  const statuses = [
    ...everyRoutesProblems,
    ...(route.access === 'officer' ? officerProblems : []),
    ...route.problems,
  ].toSorted((a, b) => a - b);
  const problem = {
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      gatewayProblems.includes(status)
        ? { description: 'Refused, possibly by the gateway itself, without a problem document' }
        : { description: 'Refused', ...problem },
    ]),
  );
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
