import { randomBytes } from 'node:crypto';

/** Who a token was made for. */
export interface TokenOwner {
  readonly executionArn: string;
  readonly threadId: number;
}

/** Makes a token that nobody can guess and that tells whose it is, even after its task has ended. */
export function newTaskToken(executionArn: string, threadId: number): string {
  const content = JSON.stringify([executionArn, threadId, randomBytes(24).toString('base64url')]);
  return Buffer.from(content, 'utf8').toString('base64url');
}

/** Reads a token; undefined for what no engine has made. */
export function readTaskToken(token: string): TokenOwner | undefined {
  try {
    const content: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (!Array.isArray(content)) return undefined;
    const [executionArn, threadId, secret] = content as unknown[];
    if (typeof executionArn !== 'string' || typeof threadId !== 'number' || typeof secret !== 'string')
      return undefined;
    return { executionArn, threadId };
  } catch {
    return undefined;
  }
}
