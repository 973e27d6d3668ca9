import type { Authorization } from '#local/http-api/jwt-authorizer.ts';
import { decoded } from '#local/http-api/route-table.ts';
import type { LoopbackRequest } from '#local/server/loopback-server.ts';

/** What the event of a request is made of, beside the request. */
export interface EventContext {
  readonly accountId: string;
  readonly apiId: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** Undefined for a route without an authorizer. */
  readonly authorization: (Authorization & { readonly allowed: true }) | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The event that a function gets for a request: payload format 2.0 of HTTP APIs. */
export function functionEvent(request: LoopbackRequest, context: EventContext): object {
  const cookies = request.headers.cookie?.split('; ');
  const query = joinedQuery(request.query);
  const domainName = request.headers.host ?? '';
  return {
    version: '2.0',
    routeKey: context.routeKey,
    rawPath: decoded(request.path),
    rawQueryString: request.query,
    ...(cookies === undefined ? {} : { cookies }),
    headers: joinedHeaders(request),
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    requestContext: {
      accountId: context.accountId,
      apiId: context.apiId,
      ...authorizerPart(context),
      domainName,
      domainPrefix: domainName.split('.')[0],
      http: {
        method: request.method,
        path: decoded(request.path),
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: context.requestId,
      routeKey: context.routeKey,
      stage: context.stage,
      time: requestTime(context.now),
      timeEpoch: context.now,
    },
    ...(Object.keys(context.pathParameters).length === 0 ? {} : { pathParameters: context.pathParameters }),
    ...(Object.keys(context.stageVariables).length === 0 ? {} : { stageVariables: context.stageVariables }),
    ...bodyPart(request),
  };
}

function authorizerPart({ authorization }: EventContext): object {
  if (authorization === undefined) return {};
  return { authorizer: { jwt: { claims: authorization.claims, scopes: authorization.scopes } } };
}

function bodyPart({ body, headers }: LoopbackRequest): object {
  if (body.length === 0) return { isBase64Encoded: false };
  if (isText(headers['content-type'])) return { body: body.toString('utf8'), isBase64Encoded: false };
  return { body: body.toString('base64'), isBase64Encoded: true };
}

/** Whether a body is handed over as text; everything else, also a form, comes in base64. */
function isText(contentType: string | undefined): boolean {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (type === undefined || type === '') return true;
  return /^text\/|^application\/(json|javascript|xml)$|\+(json|xml)$/.test(type);
}

/** Parameters that come several times are joined by commas. */
function joinedQuery(query: string): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    joined[name] = name in joined ? `${joined[name]},${value}` : value;
  }
  return joined;
}

/** Names in lower case, several values joined by commas, without the cookies, which are listed by themselves. */
function joinedHeaders({ rawHeaders }: LoopbackRequest): Record<string, string> {
  const joined: Record<string, string> = {};
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    if (name === 'cookie') continue;
    joined[name] = name in joined ? `${joined[name]},${value}` : value;
  }
  return joined;
}

/** `23/Nov/2026:16:05:28 +0000` */
export function requestTime(now: number): string {
  const [, day, month, year, time] = new Date(now).toUTCString().split(/[ ,]+/);
  return `${day}/${month}/${year}:${time} +0000`;
}
