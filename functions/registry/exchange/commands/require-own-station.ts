import type { OfficerActor } from '#platform/actor/actor.ts';
import { InvalidRequestError } from '#platform/errors.ts';

/** @throws InvalidRequestError when a station would bring in or take out the residents of another one */
export function requireOwnStation(actor: OfficerActor, stationId: string): void {
  if (stationId === actor.stationId) return;
  throw new InvalidRequestError([{ field: 'stationId', message: `must be ${actor.stationId}, your own` }]);
}
