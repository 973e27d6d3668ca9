import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';

import {
  DomainError,
  InvalidRequestError,
  PreconditionRequiredError,
  type FieldError,
} from '#platform/errors.ts';

import type { RouteContract } from './route.ts';
import { unfitTexts } from './unfit-texts.ts';

/** Largest body a route takes, in bytes; photos go to the object store and not through the API. */
export const MAX_BODY_BYTES = 64 * 1024;
const idempotencyKeySchema = z.string().regex(/^[\x21-\x7e]{8,128}$/);

/** The request body is larger than the API takes. */
class BodyTooLargeError extends DomainError {
  readonly status = 413;
  constructor() {
    super('body-too-large', `The body may have ${MAX_BODY_BYTES} bytes at most.`);
  }
}

/** The request body comes in a form that the route does not read. */
class UnsupportedMediaTypeError extends DomainError {
  readonly status = 415;
  constructor(allowed: string) {
    super('unsupported-media-type', `Send the body as ${allowed}.`);
  }
}

/** The parts of a request before they are bound to a route's types. */
export interface ParsedParts {
  readonly parameters: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: Record<string, unknown> | undefined;
  readonly idempotencyKey: string | undefined;
  readonly ifMatch: number | undefined;
}

/**
 * Checks every part of a request against its contract.
 * @throws InvalidRequestError naming each field that is missing, wrong, oversized or unexpected
 * @throws PreconditionRequiredError when `Idempotency-Key` or `If-Match` is missing
 */
export function parseRequest(contract: RouteContract, event: APIGatewayProxyEventV2): ParsedParts {
  const raw = contract.body === undefined ? undefined : readBody(contract, event);
  const { idempotencyKey: formKey, ...body } = raw ?? {};
  const isForm = contract.form === true && isFormType(event);
  return {
    parameters: parse(contract.parameters, event.pathParameters ?? {}, 'path.'),
    query: parse(contract.query, event.queryStringParameters ?? {}, 'query.'),
    body: contract.body && parse(contract.body, isForm ? body : raw, ''),
    idempotencyKey: contract.changes
      ? parseIdempotencyKey(
          isForm ? (formKey ?? event.headers['idempotency-key']) : event.headers['idempotency-key'],
        )
      : undefined,
    ifMatch: contract.decides ? parseIfMatch(event.headers['if-match']) : undefined,
  };
}

function parse(schema: z.ZodObject, value: unknown, prefix: string): Record<string, unknown> {
  const result = schema.safeParse(value);
  if (!result.success)
    throw new InvalidRequestError(result.error.issues.flatMap((issue) => fieldErrors(issue, prefix)));
  const unfit = unfitTexts(result.data, prefix);
  if (unfit.length > 0) throw new InvalidRequestError(unfit);
  return result.data;
}

function fieldErrors(issue: z.core.$ZodIssue, prefix: string): FieldError[] {
  const path = issue.path.map(String);
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
  return keys.map((key) => ({
    field: prefix + [...path, ...(key === undefined ? [] : [key])].join('.') || 'body',
    message: key === undefined ? issue.message : 'is not a field of this request',
  }));
}

function isFormType(event: APIGatewayProxyEventV2): boolean {
  return (event.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
}

function readBody(contract: RouteContract, event: APIGatewayProxyEventV2): Record<string, unknown> {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BODY_BYTES) throw new BodyTooLargeError();
  const text = bytes.toString('utf8');
  if (contract.form === true && isFormType(event)) return readForm(text);
  const type = event.headers['content-type'] ?? '';
  if (!/^application\/json\b/.test(type))
    throw new UnsupportedMediaTypeError(
      contract.form === true ? 'application/json or application/x-www-form-urlencoded' : 'application/json',
    );
  return parseJsonObject(text);
}

/** Browsers count a line break as one character and send two: it is one again, so that a text that fits is taken. */
function readForm(text: string): Record<string, string> {
  const fields = [...new URLSearchParams(text)];
  return Object.fromEntries(fields.map(([name, value]) => [name, value.replaceAll('\r\n', '\n')]));
}

function parseJsonObject(text: string): Record<string, unknown> {
  const value = parsedJson(text);
  // Not by a schema: it would drop a member named `__proto__`, which is one too many like any other.
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new InvalidRequestError([{ field: 'body', message: 'must be a JSON object' }]);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseIdempotencyKey(value: unknown): string {
  if (value === undefined)
    throw new PreconditionRequiredError(
      'idempotency-key-required',
      'Send an Idempotency-Key of your own choice.',
      {
        errors: [{ field: 'header.Idempotency-Key', message: 'is missing' }],
      },
    );
  const key = idempotencyKeySchema.safeParse(value);
  if (key.success) return key.data;
  throw new InvalidRequestError([
    {
      field: 'header.Idempotency-Key',
      message: 'must be 8 to 128 printable ASCII characters without spaces',
    },
  ]);
}

function parseIfMatch(value: string | undefined): number {
  if (value === undefined)
    throw new PreconditionRequiredError(
      'if-match-required',
      'Send the ETag of the case you decide on as If-Match.',
      {
        errors: [{ field: 'header.If-Match', message: 'is missing' }],
      },
    );
  const version = /^"?(\d{1,9})"?$/.exec(value)?.[1];
  if (version !== undefined) return Number(version);
  throw new InvalidRequestError([
    { field: 'header.If-Match', message: 'must be an ETag of the case, such as "7"' },
  ]);
}
