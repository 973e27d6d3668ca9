import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { parseRequest } from '#platform/http/parse-request.ts';
import type { RouteContract } from '#platform/http/route.ts';

const contract: RouteContract = {
  operationId: 'leaveNote',
  method: 'POST',
  path: '/notes',
  access: 'public',
  summary: { 'zh-CN': '留言', en: 'Leave a note' },
  parameters: z.object({}),
  query: z.strictObject({}),
  body: z.strictObject({ text: z.string().max(11) }),
  form: true,
  changes: true,
  decides: false,
  response: { status: 202, contentType: 'text/html; charset=utf-8', description: 'Thanks' },
  problems: [],
};

function form(fields: Record<string, string>): APIGatewayProxyEventV2 {
  const event = {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
    isBase64Encoded: false,
  };
  return event as unknown as APIGatewayProxyEventV2;
}

describe('a form', () => {
  it('takes a text that fits as the browser counts it, whose line breaks are sent as two characters', () => {
    const parts = parseRequest(contract, form({ text: 'seen\r\nat ten', idempotencyKey: 'key-00000001' }));
    expect(parts.body).toEqual({ text: 'seen\nat ten' });
    expect(parts.idempotencyKey).toBe('key-00000001');
  });

  it('names the field that is too long', () => {
    const event = form({ text: 'seen\r\nat eleven', idempotencyKey: 'key-00000001' });
    expect(() => parseRequest(contract, event)).toThrow(/^text: /);
  });
});
