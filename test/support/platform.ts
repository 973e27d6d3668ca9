import { fileURLToPath } from 'node:url';

import { loadDeploymentFile, type DeploymentFile } from '#infra/deployment-file.ts';
import type { OfficerActor, Role } from '#platform/actor/actor.ts';
import { addSeconds, type Clock } from '#platform/clock.ts';
import type { Deployment } from '#platform/deployment/deployment.ts';
import type { Platform } from '#platform/platform.ts';

import { testStore } from './dynamodb.ts';

const exampleFile = fileURLToPath(new URL('../../config/example.deployment.json', import.meta.url));
let example: DeploymentFile | undefined;

/** The example deployment as the functions are given it. */
export function exampleDeployment(): Deployment {
  return structuredClone(exampleDeploymentFile().deployment);
}

/** The example deployment file, read once. */
export function exampleDeploymentFile(): DeploymentFile {
  example ??= loadDeploymentFile(exampleFile);
  return example;
}

/** A clock that stands until it is turned. */
export class TurnedClock implements Clock {
  #now: Date;

  constructor(start = new Date('2027-03-01T12:00:00.000Z')) {
    this.#now = start;
  }

  now(): Date {
    return this.#now;
  }

  /** Turns the clock forward. */
  turn(seconds: number): void {
    this.#now = addSeconds(this.#now, seconds);
  }
}

/** A platform on an empty table of DynamoDB Local, with the example deployment and a clock to turn. */
export async function testPlatform(): Promise<Platform & { readonly clock: TurnedClock }> {
  return { store: await testStore(), clock: new TurnedClock(), deployment: exampleDeployment() };
}

/** An invented officer of a station. */
export function officer(stationId: string, ...roles: Role[]): OfficerActor {
  return { kind: 'officer', officerId: `${stationId}-${roles[0] ?? 'nobody'}`, stationId, roles };
}
