import * as z from 'zod';

import type { LoopbackRequest } from '#local/server/loopback-server.ts';

/** A rule of a bucket's CorsConfiguration. */
export const corsRuleSchema = z.looseObject({
  AllowedOrigins: z.array(z.string()),
  AllowedMethods: z.array(z.string()),
  AllowedHeaders: z.array(z.string()).default([]),
  ExposedHeaders: z.array(z.string()).default([]),
  MaxAge: z.coerce.number().optional(),
});

/** A rule of a bucket's CorsConfiguration. */
export type CorsRule = z.infer<typeof corsRuleSchema>;

/** The headers that let a browser page of another origin make this request; undefined when no rule allows it. */
export function corsHeaders(
  rules: readonly CorsRule[],
  request: LoopbackRequest,
): Record<string, string> | undefined {
  const { origin } = request.headers;
  if (origin === undefined) return undefined;
  const preflight = request.method === 'OPTIONS';
  const method = preflight ? String(request.headers['access-control-request-method']) : request.method;
  const wanted = preflight ? listed(request.headers['access-control-request-headers']) : [];
  const rule = rules.find(
    ({ AllowedOrigins, AllowedMethods, AllowedHeaders }) =>
      AllowedOrigins.some((pattern) => matches(pattern, origin)) &&
      AllowedMethods.includes(method) &&
      wanted.every((header) => AllowedHeaders.some((pattern) => matches(pattern.toLowerCase(), header))),
  );
  if (rule === undefined) return undefined;
  return {
    'access-control-allow-origin': rule.AllowedOrigins.includes('*') ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    vary: 'Origin',
    ...(wanted.length === 0 ? {} : { 'access-control-allow-headers': wanted.join(', ') }),
    ...(rule.ExposedHeaders.length === 0
      ? {}
      : { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') }),
    ...(rule.MaxAge === undefined ? {} : { 'access-control-max-age': String(rule.MaxAge) }),
  };
}

function listed(header: string | undefined): string[] {
  if (header === undefined) return [];
  return header.split(',').map((name) => name.trim().toLowerCase());
}

function matches(pattern: string, text: string): boolean {
  const [start = '', end] = pattern.split('*');
  return end === undefined ? start === text : text.startsWith(start) && text.endsWith(end);
}
