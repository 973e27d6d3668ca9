import * as z from 'zod';

import type { LoopbackResponse } from '#local/server/loopback-server.ts';

const headerValueSchema = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const answerSchema = z.looseObject({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), headerValueSchema).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/**
 * The response for what a function returned (JSON text): its own status, headers and body, or, when it returned no
 * status, 200 with its result as JSON. Undefined when the result has a form that API Gateway refuses.
 */
export function functionAnswer(payload: string): LoopbackResponse | undefined {
  const result: unknown = JSON.parse(payload);
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    const body = typeof result === 'string' ? result : payload;
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const answer = answerSchema.safeParse(result);
  if (!answer.success) return undefined;
  const { statusCode, headers, cookies, body, isBase64Encoded } = answer.data;
  const lowered = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    status: statusCode,
    headers: {
      ...(body ? { 'content-type': 'text/plain;charset=UTF-8' } : {}),
      ...Object.fromEntries(lowered.filter(([name]) => !ownHeaders.has(name))),
      ...(cookies?.length ? { 'set-cookie': cookies } : {}),
    },
    body: isBase64Encoded === true ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
}

/** What the server writes itself. */
const ownHeaders: ReadonlySet<string> = new Set([
  'content-length',
  'connection',
  'transfer-encoding',
  'date',
]);
