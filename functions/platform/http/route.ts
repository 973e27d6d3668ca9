import type * as z from 'zod';

import type { OfficerActor } from '#platform/actor/actor.ts';
import type { LocalizedText } from '#platform/localized-text.ts';

/** Who a route is open to: officers with a token (JWT authorizer), or everybody. */
export type RouteAccess = 'officer' | 'public';

/** What a route answers when all is well. */
export interface RouteResponse {
  readonly status: 200 | 201 | 202 | 204 | 303;
  readonly contentType: 'application/json' | 'application/geo+json' | 'text/html; charset=utf-8';
  /** Schema of a JSON body; pages have none. */
  readonly schema?: z.ZodType;
  readonly description: string;
}

/**
 * The contract of one route, as plain data: infra makes the HTTP API's route of it, the API function parses requests
 * with it, the OpenAPI document is generated from it. So the three cannot disagree.
 */
export interface RouteContract {
  /** Unique, in camel case; also the key of the route's handler. */
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Path as HTTP API writes it, such as `/v1/cases/{caseId}`. */
  readonly path: string;
  readonly access: RouteAccess;
  readonly summary: LocalizedText;
  /** Path parameters; every one in `path` must be here. */
  readonly parameters: z.ZodObject;
  readonly query: z.ZodObject;
  /** Strict schema of the JSON body. */
  readonly body?: z.ZodObject;
  /** Whether the body may also come from an HTML form (`application/x-www-form-urlencoded`), as on public pages. */
  readonly form?: boolean;
  /** Whether the request changes something, and so needs `Idempotency-Key` (in a form: the field `idempotencyKey`). */
  readonly changes: boolean;
  /** Whether the request is a decision on a version, and so needs `If-Match`. */
  readonly decides: boolean;
  readonly response: RouteResponse;
  /** Statuses of the problems this route can answer with, besides those every route can (400, 401, 403, 404, 429). */
  readonly problems: readonly (409 | 410 | 412 | 413 | 415 | 422 | 428 | 503)[];
}

/** A parsed request. */
export interface RouteRequest<R extends RouteContract> {
  readonly parameters: z.output<R['parameters']>;
  readonly query: z.output<R['query']>;
  readonly body: R['body'] extends z.ZodObject ? z.output<R['body']> : undefined;
  /** The signed-in officer; undefined on public routes. */
  readonly actor: R['access'] extends 'officer' ? OfficerActor : undefined;
  /** Present on routes that change something. */
  readonly idempotencyKey: R['changes'] extends true ? string : undefined;
  /** Hash of operation, parameters and body: what an idempotency key stands for. */
  readonly requestHash: string;
  /** Version in `If-Match`, on routes that decide. */
  readonly ifMatch: R['decides'] extends true ? number : undefined;
  /** `Accept` and `Accept-Language` of the request, and the caller's address for rate limits. */
  readonly accept: string;
  readonly acceptLanguage: string;
  readonly sourceIp: string;
}

/** What a handler answers; the edge adds headers and turns it into HTTP. */
export interface RouteReply {
  readonly status: number;
  /** JSON value, or the text of a page. */
  readonly body: unknown;
  /** Default: the contract's content type. */
  readonly contentType?: string;
  /** Version of the case, sent as ETag. */
  readonly version?: number | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Handler of one route: maps the parsed request to one use case, and its result to a reply. */
export type RouteHandler<R extends RouteContract> = (request: RouteRequest<R>) => Promise<RouteReply>;

/** A handler for each route of a capability, by operation id. */
export type RouteHandlers<Routes extends Readonly<Record<string, RouteContract>>> = {
  readonly [Id in keyof Routes]: RouteHandler<Routes[Id]>;
};
