import { inject } from 'vitest';

import type { DirectoryOfficer } from '#local/issuer/issuer.ts';
import { startLocal, type LocalOptions } from '#local/start-local.ts';
import type { LocalSystem } from '#local/system/local-system.ts';

import { fixtureApp } from './fixture/fixture-app.ts';

/** An invented officer. */
export const officer: DirectoryOfficer = {
  officerId: 'yaqian-01',
  name: '陈一',
  stationId: 'yaqian',
  partnershipId: 'border',
  roles: ['dutyOfficer', 'chief'],
};

/** Starts the fixture app in memory on the test run's database, under a clock that is turned by hand. */
export function startFixture(options: Partial<LocalOptions> = {}): Promise<LocalSystem> {
  const dynamodb = { endpoint: inject('dynamoDbEndpoint') };
  return startLocal({ app: fixtureApp, clock: 'virtual', officers: [officer], dynamodb, ...options });
}

/** Sends a request to the system as the officer; `body` as JSON. */
export async function send(
  system: LocalSystem,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> {
  const authorization = `Bearer ${await system.issuer.tokenFor(officer.officerId)}`;
  return fetch(system.url + path, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
