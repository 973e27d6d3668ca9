import { cameraSweeps } from './camera-sweeps.ts';
import { directionFactor } from './direction-factor.ts';
import { divideAmongStations, toLonLat } from './likelihood-field.ts';
import type { LikelihoodField } from './likelihood-field.ts';
import { roadPatrols } from './road-patrols.ts';
import { reachMetres, searchRings } from './search-rings.ts';
import type { SearchRequest } from './search-request.ts';
import type { SearchPlan, SearchTask, StationSearch } from './search-plan.ts';
import { villageSweeps } from './village-sweeps.ts';

/**
 * Plans a search: rings from the category's published distances, limited by time and speed, divided among the stations at
 * their borders, and in each station's part the cameras to watch, roads to patrol and villages to sweep, likeliest first.
 * The same request always gives the same plan. The formulae are in this folder's README.
 *
 * @example
 * planSearch({ ...searchSettings, category: 'dementia', origin: { lon: 120.41, lat: 30.14 }, originTime: undefined, now,
 *   meansOfTravel: 'onFoot', widening: 0, geography, stations: ['yaqian', 'qianqing'] })
 */
export function planSearch(request: SearchRequest): SearchPlan {
  const profile = request.profiles[request.category];
  const { kmPerHour } = request.speeds[request.meansOfTravel];
  const elapsedMs = request.originTime === undefined ? undefined : request.now - request.originTime;
  const limitMetres = reachMetres(profile, kmPerHour, elapsedMs);
  const rings = searchRings(profile, request.extent, request.widening, limitMetres);
  const field: LikelihoodField = {
    origin: toLonLat(request.origin),
    rings,
    factorAt: (bearing) => directionFactor(request.dispersion, request.direction, bearing),
  };
  const shares = rings.map((ring) =>
    divideAmongStations(field, ring, request.geography.areas, request.stations),
  );
  return {
    plannedAt: request.now,
    origin: request.origin,
    ...(limitMetres === undefined ? {} : { limitMetres }),
    rings,
    stations: stationSearches(field, request, shares),
    outsideProbability: total(shares.map((share) => share.get(undefined) ?? 0)),
  };
}

function stationSearches(
  field: LikelihoodField,
  request: SearchRequest,
  shares: Map<string | undefined, number>[],
): Record<string, StationSearch> {
  const patrols = roadPatrols(field, request);
  return Object.fromEntries(
    request.stations.map((stationId) => {
      const sectors = shares
        .map((share, index) => ({ ring: index + 1, probability: share.get(stationId) ?? 0 }))
        .filter(({ probability }) => probability > 0);
      const tasks = [
        ...cameraSweeps(field, request, stationId, sectors),
        ...(patrols.get(stationId) ?? []),
        ...villageSweeps(field, request, stationId),
      ].toSorted(likeliestFirst);
      return [stationId, { probability: total(sectors.map((sector) => sector.probability)), sectors, tasks }];
    }),
  );
}

function likeliestFirst(a: SearchTask, b: SearchTask): number {
  return b.probability - a.probability || (a.key < b.key ? -1 : 1);
}

function total(parts: number[]): number {
  return parts.reduce((sum, part) => sum + part, 0);
}
