import { ServiceError } from './errors.ts';

/** Which part of a list is asked for. */
export interface PageRequest {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

/** Part of a list, and what asks for the next part. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/** Cuts a page out of a list; `most` is the size of a page unless less is asked for. Throws ServiceError. */
export function cutPage<T>(list: readonly T[], request: PageRequest, most: number): Page<T> {
  const start =
    request.nextToken === undefined ? 0 : Number(Buffer.from(request.nextToken, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0)
    throw new ServiceError('InvalidToken', `Invalid Token: '${request.nextToken}'`);
  const size = Math.min(
    request.maxResults === undefined || request.maxResults === 0 ? most : request.maxResults,
    most,
  );
  const end = start + size;
  const items = list.slice(start, end);
  return end < list.length ? { items, nextToken: Buffer.from(String(end)).toString('base64url') } : { items };
}
