import { randomUUID } from 'node:crypto';

import type { AccessLog } from '#local/http-api/access-log.ts';
import type { ApiDefinition, ApiRoute } from '#local/http-api/api-definition.ts';
import { apiCorsHeaders } from '#local/http-api/api-cors.ts';
import { functionAnswer } from '#local/http-api/function-answer.ts';
import { functionEvent, requestTime } from '#local/http-api/function-event.ts';
import type { Authorization } from '#local/http-api/jwt-authorizer.ts';
import { decoded, type RouteMatch } from '#local/http-api/route-table.ts';
import { Throttle } from '#local/http-api/throttle.ts';
import type { LoopbackRequest, LoopbackResponse } from '#local/server/loopback-server.ts';
import type { Activity } from '#local/system/activity.ts';
import type { SystemClock } from '#local/system/system-clock.ts';

/** Largest body of a request, in bytes (an HTTP API's limit). */
export const requestBodyLimit = 10 * 1024 * 1024;

/** What an HTTP API runs with. */
export interface HttpApiSurroundings {
  readonly account: string;
  readonly clock: SystemClock;
  readonly activity: Activity;
  readonly accessLog: AccessLog;
}

/** How the API came to its answer. */
interface Answered {
  readonly response: LoopbackResponse;
  readonly routeKey?: string;
  readonly authorizerError?: string;
  readonly claims?: Readonly<Record<string, string>>;
}

/** Answers requests as the HTTP API of the template does. */
export class HttpApi {
  readonly #definition: ApiDefinition;
  readonly #surroundings: HttpApiSurroundings;
  readonly #throttles = new Map<string, Throttle>();

  constructor(definition: ApiDefinition, surroundings: HttpApiSurroundings) {
    this.#definition = definition;
    this.#surroundings = surroundings;
  }

  /** The answer to a request. */
  handle(request: LoopbackRequest): Promise<LoopbackResponse> {
    return this.#surroundings.activity.during(async () => {
      const requestId = randomUUID();
      const cors = apiCorsHeaders(this.#definition.cors, request);
      const answered = await this.#answer(request, requestId);
      return this.#finish(request, requestId, answered, cors);
    });
  }

  /** The answer to a request whose body is above the limit. */
  tooLarge(request: Omit<LoopbackRequest, 'body'>): LoopbackResponse {
    return this.#finish(request, randomUUID(), { response: refusal(413, 'Request Entity Too Large') }, {});
  }

  async #answer(request: LoopbackRequest, requestId: string): Promise<Answered> {
    if (request.method === 'OPTIONS' && this.#definition.cors !== undefined)
      return { response: { status: 204 } };
    const match = this.#definition.routes.match(request.method, request.path);
    if (match === undefined) return { response: refusal(404, 'Not Found') };
    const { route, routeKey } = match;
    if (!this.#throttle(routeKey).admit()) return { response: refusal(429, 'Too Many Requests'), routeKey };
    const authorization = await authorize(request, route);
    if (authorization?.allowed === false) {
      const { challenge, reason, status } = authorization;
      const response = refusal(status, status === 401 ? 'Unauthorized' : 'Forbidden', {
        'www-authenticate': challenge,
      });
      return { response, routeKey, authorizerError: reason };
    }
    const response = await this.#invoke(request, requestId, match, authorization);
    return { response, routeKey, ...(authorization === undefined ? {} : { claims: authorization.claims }) };
  }

  async #invoke(
    request: LoopbackRequest,
    requestId: string,
    { route, routeKey, pathParameters }: RouteMatch<ApiRoute>,
    authorization: (Authorization & { allowed: true }) | undefined,
  ): Promise<LoopbackResponse> {
    if (!route.permitted) return refusal(500, 'Internal Server Error');
    const { apiId, stageVariables } = this.#definition;
    const event = functionEvent(request, {
      accountId: this.#surroundings.account,
      apiId,
      stage: '$default',
      stageVariables,
      requestId,
      routeKey,
      pathParameters,
      authorization,
      now: this.#surroundings.clock.now(),
    });
    const outcome = await within(route.timeoutMilliseconds, route.target.invoke(event));
    if (outcome === undefined) return refusal(503, 'Service Unavailable');
    if (!outcome.ok) {
      const tooLarge = outcome.error.errorType === 'RequestEntityTooLargeException';
      return tooLarge ? refusal(413, 'Request Entity Too Large') : refusal(500, 'Internal Server Error');
    }
    return functionAnswer(outcome.payload) ?? refusal(500, 'Internal Server Error');
  }

  #throttle(routeKey: string): Throttle {
    const known = this.#throttles.get(routeKey);
    if (known !== undefined) return known;
    const { clock } = this.#surroundings;
    const limits = this.#definition.limitsFor(routeKey) ?? { rate: Infinity, burst: Infinity };
    // Requests take no time on a clock that is turned by hand, so that real time counts as well.
    const now = (): number => clock.now() + (clock.virtual ? performance.now() : 0);
    const throttle = new Throttle(limits, now);
    this.#throttles.set(routeKey, throttle);
    return throttle;
  }

  #finish(
    request: Omit<LoopbackRequest, 'body'>,
    requestId: string,
    answered: Answered,
    cors: Readonly<Record<string, string>>,
  ): LoopbackResponse {
    const { response, routeKey } = answered;
    this.#surroundings.accessLog.write(response.status, {
      ...this.#accessContext(request, requestId),
      routeKey: routeKey ?? '-',
      path: decoded(request.path),
      status: String(response.status),
      responseLength: String(Buffer.byteLength(response.body ?? '')),
      'authorizer.error': answered.authorizerError ?? '-',
      'error.message': response.status >= 400 && answered.claims === undefined ? messageOf(response) : '-',
      ...claimVariables(answered.claims),
    });
    return { ...response, headers: { ...response.headers, ...cors, 'apigw-requestid': requestId } };
  }

  #accessContext(request: Omit<LoopbackRequest, 'body'>, requestId: string): Record<string, string> {
    const now = this.#surroundings.clock.now();
    return {
      accountId: this.#surroundings.account,
      apiId: this.#definition.apiId,
      requestId,
      extendedRequestId: requestId,
      httpMethod: request.method,
      stage: '$default',
      protocol: 'HTTP/1.1',
      domainName: request.headers.host ?? '-',
      requestTime: requestTime(now),
      requestTimeEpoch: String(now),
      'identity.sourceIp': request.sourceIp,
      'identity.userAgent': request.headers['user-agent'] ?? '-',
    };
  }
}

function authorize(request: LoopbackRequest, route: ApiRoute): Promise<Authorization | undefined> {
  if (route.authorizer === undefined) return Promise.resolve(undefined);
  const header = request.headers[route.authorizer.header];
  return route.authorizer.authorize(Array.isArray(header) ? header[0] : header, route.scopes);
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), milliseconds);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function refusal(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): LoopbackResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ message }),
  };
}

function messageOf({ body }: LoopbackResponse): string {
  const match = /^\{"message":"([^"]*)"\}$/.exec(String(body ?? ''));
  return match?.[1] ?? '-';
}

function claimVariables(claims: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [`authorizer.claims.${name}`, value]),
  );
}
