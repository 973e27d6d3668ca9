import { InvalidRequestError } from '#platform/errors.ts';

import { partnershipsWith, type Deployment, type Partnership } from './deployment.ts';

/** Whose partnership is asked for. */
interface Wanted {
  readonly stationId: string;
  /** The one that a request names; needed by a station that has several. */
  readonly partnershipId: string | undefined;
  /** Member of the request that may name another station than the officer's own; default: there is none. */
  readonly stationField?: string;
}

/**
 * The partnership in which a station opens a case.
 * @throws InvalidRequestError naming those it could be
 */
export function partnershipOfStation(
  deployment: Deployment,
  { stationId, partnershipId, stationField }: Wanted,
): Partnership {
  const own = partnershipsWith(deployment, stationId).filter(({ stations }) => stations.includes(stationId));
  const [partnership, ...others] = own.filter(
    ({ id }) => partnershipId === undefined || id === partnershipId,
  );
  if (partnership !== undefined && others.length === 0) return partnership;
  if (own.length === 0 && stationField !== undefined)
    throw new InvalidRequestError([{ field: stationField, message: 'is no station of a partnership' }]);
  const message = `must be one of: ${own.map(({ id }) => id).join(', ')}`;
  throw new InvalidRequestError([{ field: 'partnershipId', message }]);
}
