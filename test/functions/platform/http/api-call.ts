import { Logger } from '@aws-lambda-powertools/logger';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import * as z from 'zod';

import type { OfficerActor } from '#platform/actor/actor.ts';
import { claimNames } from '#platform/deployment/deployment.ts';
import { apiHandler } from '#platform/http/api-handler.ts';
import type { RouteContract, RouteHandlers } from '#platform/http/route.ts';
import type { Platform } from '#platform/platform.ts';

/** What a test sends to a route. */
export interface ApiCall {
  readonly actor?: OfficerActor;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as an HTML form. */
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back; `body` is parsed when it is JSON. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly text: string;
}

const resultSchema = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.unknown()),
  body: z.string(),
});

/**
 * Calls a capability's API function as the HTTP API does: route key, path parameters and verified claims in, status,
 * headers and text out. A successful JSON body is checked against the contract's schema.
 */
export function apiCaller<Routes extends Readonly<Record<string, RouteContract>>>(
  platform: Platform,
  routes: Routes,
  handlers: RouteHandlers<Routes>,
): (operationId: keyof Routes & string, call?: ApiCall) => Promise<ApiAnswer> {
  const logger = new Logger({ serviceName: 'test', logLevel: 'SILENT' });
  const handler = apiHandler({ deployment: platform.deployment, logger }, routes, handlers);
  return async (operationId, call = {}) => {
    const contract = routes[operationId];
    if (contract === undefined) throw new Error(`There is no route "${operationId}".`);
    const result = resultSchema.parse(await handler(toEvent(platform, contract, call), context));
    return answerOf(contract, result);
  };
}

const context = { awsRequestId: 'request-1', functionName: 'test' } as Context;

function toEvent(platform: Platform, contract: RouteContract, call: ApiCall): APIGatewayProxyEventV2 {
  const path = contract.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => call.parameters?.[name] ?? '');
  const event = {
    version: '2.0',
    routeKey: `${contract.method} ${contract.path}`,
    rawPath: path,
    rawQueryString: '',
    headers: { ...contentType(call), ...call.headers },
    pathParameters: { ...call.parameters },
    ...(call.query === undefined ? {} : { queryStringParameters: { ...call.query } }),
    requestContext: {
      requestId: 'request-1',
      http: {
        method: contract.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '203.0.113.7',
        userAgent: 'test',
      },
      ...(call.actor === undefined
        ? {}
        : { authorizer: { jwt: { claims: claimsOf(platform, call.actor), scopes: null } } }),
    },
    ...bodyOf(call),
    isBase64Encoded: false,
  };
  return event as unknown as APIGatewayProxyEventV2;
}

function claimsOf({ deployment }: Platform, { officerId, stationId, roles }: OfficerActor) {
  const names = claimNames(deployment);
  return {
    [names.officer]: officerId,
    [names.station]: stationId,
    [names.roles]: `[${roles.join(' ')}]`,
  };
}

function contentType(call: ApiCall): Record<string, string> {
  if (call.json !== undefined) return { 'content-type': 'application/json' };
  return call.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
}

function bodyOf(call: ApiCall): { body?: string } {
  if (call.json !== undefined) return { body: JSON.stringify(call.json) };
  return call.form === undefined ? {} : { body: new URLSearchParams(call.form).toString() };
}

function answerOf(contract: RouteContract, result: z.infer<typeof resultSchema>): ApiAnswer {
  const isJson = /json/.test(String(result.headers['content-type']));
  const body: unknown = isJson ? JSON.parse(result.body) : result.body;
  if (isJson && result.statusCode < 300) contract.response.schema?.parse(body);
  return { status: result.statusCode, headers: result.headers, body, text: result.body };
}
