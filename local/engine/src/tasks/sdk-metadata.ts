import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../json.ts';

/** What the optimised integrations add to a service's answer about the HTTP exchange that brought it. */
export function withSdkMetadata(
  answer: JsonObject,
  at: number,
  headers: Record<string, string> = {},
): JsonObject {
  const requestId = randomUUID();
  const all: Record<string, string> = {
    Connection: 'keep-alive',
    'Content-Type': 'application/json',
    Date: new Date(at).toUTCString(),
    'x-amzn-RequestId': requestId,
    ...headers,
  };
  return {
    ...answer,
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]])),
      HttpHeaders: all,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
}
