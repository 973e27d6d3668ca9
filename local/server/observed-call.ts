import type { LoopbackRequest } from '#local/server/loopback-server.ts';

/** A call to one of the services that are answered on this machine. */
export interface ObservedCall {
  /** Name of the function that made it, or signed the address it was made by; undefined for anybody else. */
  readonly caller: string | undefined;
  readonly request: LoopbackRequest;
  /** What it was answered. */
  readonly status: number;
}

const prefix = 'local-function/';

/**
 * The session token that a function's calls carry, as those of a role do on AWS; here it says no more than who calls. A
 * presigned address carries the token of the function that signed it.
 */
export function sessionTokenOf(functionName: string): string {
  return prefix + functionName;
}

/** The function whose session token the request carries; undefined when it carries none. */
export function callerOf({ headers, query }: LoopbackRequest): string | undefined {
  const token = headers['x-amz-security-token'] ?? new URLSearchParams(query).get('X-Amz-Security-Token');
  return typeof token === 'string' && token.startsWith(prefix) ? token.slice(prefix.length) : undefined;
}
