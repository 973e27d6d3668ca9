import type { LoopbackRequest } from '#local/server/loopback-server.ts';

/** CorsConfiguration of an HTTP API. */
export interface ApiCors {
  readonly AllowOrigins: readonly string[];
  readonly AllowMethods: readonly string[];
  readonly AllowHeaders: readonly string[];
  readonly ExposeHeaders: readonly string[];
  readonly MaxAge?: number | undefined;
}

/** The headers that let browser pages of the configured origins call the API; none for other origins. */
export function apiCorsHeaders(cors: ApiCors | undefined, request: LoopbackRequest): Record<string, string> {
  const { origin } = request.headers;
  if (cors === undefined || origin === undefined) return {};
  const any = cors.AllowOrigins.includes('*');
  if (!any && !cors.AllowOrigins.includes(origin)) return {};
  const preflight = request.method === 'OPTIONS';
  return {
    'access-control-allow-origin': any ? '*' : origin,
    ...(cors.ExposeHeaders.length === 0
      ? {}
      : { 'access-control-expose-headers': cors.ExposeHeaders.join(',') }),
    ...(preflight ? { 'access-control-allow-methods': cors.AllowMethods.join(',') } : {}),
    ...(preflight ? { 'access-control-allow-headers': cors.AllowHeaders.join(',') } : {}),
    ...(preflight && cors.MaxAge !== undefined ? { 'access-control-max-age': String(cors.MaxAge) } : {}),
  };
}
