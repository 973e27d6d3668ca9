import { describe, expect, it } from 'vitest';

import { callerOf, sessionTokenOf } from '#local/server/observed-call.ts';
import type { LoopbackRequest } from '#local/server/loopback-server.ts';

const request: LoopbackRequest = {
  method: 'GET',
  path: '/',
  query: '',
  headers: {},
  rawHeaders: [],
  sourceIp: '127.0.0.1',
  body: Buffer.alloc(0),
};
const token = sessionTokenOf('relay');

describe('the function that made a call', () => {
  it('is known by the session token of its signature', () => {
    expect(callerOf({ ...request, headers: { 'x-amz-security-token': token } })).toBe('relay');
  });

  it('is, for an address that was signed for somebody else, the function that signed it', () => {
    const query = new URLSearchParams({ 'X-Amz-Expires': '60', 'X-Amz-Security-Token': token }).toString();
    expect(callerOf({ ...request, query })).toBe('relay');
  });

  it('is none when nobody’s token, or that of a real role, is there', () => {
    expect(callerOf(request)).toBeUndefined();
    expect(
      callerOf({ ...request, headers: { 'x-amz-security-token': 'IQoJb3JpZ2luX2VjE' } }),
    ).toBeUndefined();
  });
});
