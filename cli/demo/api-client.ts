import { randomUUID } from 'node:crypto';

import type * as z from 'zod';

/** The API answered something else than the story expects. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
  /** Status of the answer, if it was one of the API. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

/** An answer of the API. */
export interface ApiAnswer {
  readonly status: number;
  /** ETag of the case, to decide on. */
  readonly etag: string | undefined;
  readonly text: string;
  /** The JSON body. @throws when it is none, or not what `schema` says */
  json<T>(schema: z.ZodType<T>): T;
}

/** How one request differs from a plain one. */
export interface RequestOptions {
  /** Status that is expected, or one of several; default 200. */
  readonly expect?: number | readonly number[];
  readonly ifMatch?: string | undefined;
  readonly accept?: string;
  readonly form?: Readonly<Record<string, string>>;
}

/** The API as one person uses it: with their token, or with none. */
export class ApiClient {
  readonly #baseUrl: string;
  readonly #token: string | undefined;

  constructor(baseUrl: string, token?: string) {
    this.#baseUrl = baseUrl;
    this.#token = token;
  }

  /** Reads. @throws UnexpectedAnswerError on another status than expected */
  get(path: string, options: RequestOptions = {}): Promise<ApiAnswer> {
    return this.#send('GET', path, undefined, options);
  }

  /** Sends a command with a key of its own. @throws UnexpectedAnswerError on another status than expected */
  post(path: string, body: object, options: RequestOptions = {}): Promise<ApiAnswer> {
    return this.#send('POST', path, body, options);
  }

  /** Replaces. @throws UnexpectedAnswerError on another status than expected */
  put(path: string, body: object, options: RequestOptions = {}): Promise<ApiAnswer> {
    return this.#send('PUT', path, body, options);
  }

  async #send(
    method: string,
    path: string,
    body: object | undefined,
    { expect = 200, ifMatch, accept = 'application/json', form }: RequestOptions,
  ): Promise<ApiAnswer> {
    const response = await fetch(new URL(path, this.#baseUrl), {
      method,
      redirect: 'manual',
      headers: {
        accept,
        ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
        ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
        ...(body === undefined || form !== undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
      ...(body === undefined || form !== undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const expected = typeof expect === 'number' ? [expect] : expect;
    if (!expected.includes(response.status))
      throw new UnexpectedAnswerError(
        `${method} ${path}: ${response.status} instead of ${expected.join(' or ')}: ${text.slice(0, 400)}`,
        response.status,
      );
    return {
      status: response.status,
      etag: response.headers.get('etag') ?? undefined,
      text,
      json: (schema) => schema.parse(JSON.parse(text)),
    };
  }
}
