import { inject } from 'vitest';
import type * as z from 'zod';

import { startLocal, type LocalOptions } from '#local/start-local.ts';
import type { LocalSystem } from '#local/system/local-system.ts';

import { fixtureApp } from './fixture/fixture-app.ts';
import { fixtureOfficer } from './fixture/fixture-officer.ts';

/** Starts the fixture app in memory on the test run's database, under a clock that is turned by hand. */
export function startFixture(options: Partial<LocalOptions> = {}): Promise<LocalSystem> {
  const dynamodb = { endpoint: inject('dynamoDbEndpoint') };
  return startLocal({ app: fixtureApp, clock: 'virtual', officers: [fixtureOfficer], dynamodb, ...options });
}

/** Sends a request to the system as the officer; `body` as JSON. */
export async function send(
  system: LocalSystem,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> {
  const authorization = `Bearer ${await system.issuer.tokenFor(fixtureOfficer.officerId)}`;
  return fetch(system.url + path, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The body of a response as JSON, which must have the form of `schema`. */
export async function json<T extends z.ZodType>(response: Response, schema: T): Promise<z.output<T>> {
  return schema.parse(await response.json());
}
