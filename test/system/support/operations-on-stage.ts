import { sampleRequests } from '#test/system/sample-requests.ts';
import type { SampleRequest } from '#test/system/samples/sample-request.ts';

import { operationsOf, type Operation } from './open-api.ts';
import type { Stage } from './stage.ts';
import type { TestOfficer } from './test-officer.ts';
import type { WireRequest } from './wire.ts';

/** A sample request that was prepared, with the operation of the OpenAPI document that it is one of. */
export interface PreparedRequest extends SampleRequest {
  readonly operation: Operation;
}

/** The operations that the running system says it has, by id. */
export async function describedOperations(stage: Stage): Promise<ReadonlyMap<string, Operation>> {
  const { status, text } = await stage.send({ method: 'GET', path: '/v1/openapi.json' });
  if (status !== 200) throw new Error(`GET /v1/openapi.json answered ${status}.`);
  return new Map(operationsOf(JSON.parse(text)).map((operation) => [operation.operationId, operation]));
}

/** Prepares the stage for the sample of an operation. @throws Error when the system does not know the operation */
export async function prepare(
  stage: Stage,
  operations: ReadonlyMap<string, Operation>,
  operationId: string,
): Promise<PreparedRequest> {
  const operation = operations.get(operationId);
  const sample = sampleRequests[operationId];
  if (operation === undefined || sample === undefined)
    throw new Error(`There is no operation "${operationId}", or no sample request for it.`);
  const prepared = await sample(stage);
  await stage.system.settle();
  return { ...prepared, operation };
}

/** Path and query of a prepared request. */
export function pathOf({ operation, parameters = {}, query = {} }: PreparedRequest): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`The sample of "${operation.operationId}" lacks {${name}}.`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** What makes one sending of a prepared request different from another. */
export interface Sending {
  readonly as?: TestOfficer | undefined;
  readonly key?: string | undefined;
  /** Text of the body; default: the sample's. */
  readonly body?: string | Buffer;
  readonly path?: string;
  /** Added to the headers; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** The request as it goes over the wire. */
export async function wireRequestOf(
  stage: Stage,
  request: PreparedRequest,
  sending: Sending = {},
): Promise<WireRequest> {
  const officer = sending.as ?? request.as;
  const body = sending.body ?? (request.json === undefined ? undefined : JSON.stringify(request.json));
  const headers = {
    accept: 'application/json',
    authorization: officer === undefined ? undefined : `Bearer ${await stage.system.token(officer)}`,
    'content-type': body === undefined ? undefined : 'application/json',
    'if-match': request.ifMatch,
    'idempotency-key': sending.key,
    ...sending.headers,
  };
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return {
    method: request.operation.method,
    path: sending.path ?? pathOf(request),
    headers: Object.fromEntries(given) as Record<string, string>,
    ...(body === undefined ? {} : { body }),
  };
}
