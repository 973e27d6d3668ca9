import type { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';

import { actorFromClaims, type Claims } from '#platform/actor/actor-from-claims.ts';
import { hashOf } from '#platform/audit/audit-entry.ts';
import { claimNames, type Deployment } from '#platform/deployment/deployment.ts';
import { DomainError, NotFoundError, RateLimitedError } from '#platform/errors.ts';

import { parseRequest } from './parse-request.ts';
import { faultProblem, problemOf } from './problem.ts';
import type { RouteContract, RouteHandlers, RouteReply, RouteRequest } from './route.ts';

type ApiHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** What an API function needs besides its routes. */
export interface ApiEdge {
  readonly deployment: Deployment;
  readonly logger: Logger;
}

/**
 * The Lambda handler of a capability's API: parse with the contract, call the route's handler, map its reply; expected
 * refusals become problems, anything else a logged 500. Logs carry the operation and the request id, never content.
 */
export function apiHandler<Routes extends Readonly<Record<string, RouteContract>>>(
  edge: ApiEdge,
  routes: Routes,
  handlers: RouteHandlers<Routes>,
) {
  const byRouteKey = new Map(
    Object.entries(routes).map(([id, contract]) => [`${contract.method} ${contract.path}`, { id, contract }]),
  );
  const answer: ApiHandler = async (event) => {
    const route = byRouteKey.get(event.routeKey);
    if (route === undefined) throw new NotFoundError();
    const { contract } = route;
    const handler = handlers[route.id];
    if (handler === undefined) throw new Error(`Route "${route.id}" has no handler.`);
    return toHttp(contract, await handler(bindRequest(edge.deployment, contract, event)));
  };
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use({
      onError: (request) => void (request.response = refusal(edge.logger, request.event, request.error)),
    })
    .handler(answer);
}

/** The request as the route's handler sees it: its parts are what the contract's schemas made of them. */
function bindRequest<R extends RouteContract>(
  deployment: Deployment,
  contract: R,
  event: APIGatewayProxyEventV2,
): RouteRequest<R> {
  const actor =
    contract.access === 'officer'
      ? actorFromClaims(verifiedClaims(event), claimNames(deployment))
      : undefined;
  const parts = parseRequest(contract, event);
  const request = {
    ...parts,
    actor,
    requestHash: hashOf({ operation: contract.operationId, ...parts, idempotencyKey: undefined }),
    accept: event.headers['accept'] ?? '',
    acceptLanguage: event.headers['accept-language'] ?? '',
    sourceIp: event.requestContext.http.sourceIp,
  };
  return request as unknown as RouteRequest<R>;
}

function verifiedClaims(event: APIGatewayProxyEventV2): Claims {
  const { authorizer } = event.requestContext as { authorizer?: { jwt?: { claims?: Claims } } };
  return authorizer?.jwt?.claims ?? {};
}

function toHttp(contract: RouteContract, reply: RouteReply): APIGatewayProxyStructuredResultV2 {
  const contentType = reply.contentType ?? contract.response.contentType;
  return {
    statusCode: reply.status,
    headers: {
      'content-type': contentType,
      'cache-control': 'no-store',
      ...(reply.version === undefined ? {} : { etag: `"${reply.version}"` }),
      ...(contentType.startsWith('text/html') ? pageHeaders : {}),
      ...reply.headers,
    },
    body: typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body),
  };
}

/** Pages run no script, load nothing from elsewhere, are not framed, and do not leak their address. */
const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: http://127.0.0.1:*; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

function refusal(
  logger: Logger,
  event: APIGatewayProxyEventV2,
  error: unknown,
): APIGatewayProxyStructuredResultV2 {
  const language = event.headers['accept-language'] ?? '';
  const expected = error instanceof DomainError;
  if (!expected) logger.error('request failed', { routeKey: event.routeKey, fault: faultName(error) });
  const problem = expected
    ? problemOf(error, language)
    : faultProblem(event.requestContext.requestId, language);
  return {
    statusCode: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(error instanceof RateLimitedError
        ? { 'retry-after': String(error.extension['retryAfterSeconds']) }
        : {}),
    },
    body: JSON.stringify(problem),
  };
}

/** Name and place of a fault without its message, which may quote a record. */
function faultName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 5).map((line) => line.trim())].join(' | ');
}
