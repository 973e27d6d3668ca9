import { shareWithin } from './distance-distribution.ts';
import type { DistanceProfile, SearchExtent } from './search-profile.ts';

/** A band around the origin, with the probability that the person is in it. */
export type SearchRing = { innerMetres: number; outerMetres: number; probability: number };

const KM_PER_HOUR_IN_METRES_PER_MS = 1000 / 3_600_000;

/**
 * How far the person can have got, in metres: elapsed time times speed, but never less than the first ring, because reported
 * times are seldom exact. Undefined when the time is unknown, so that nothing is ruled out.
 */
export function reachMetres(
  profile: DistanceProfile,
  kmPerHour: number,
  elapsedMs: number | undefined,
): number | undefined {
  if (elapsedMs === undefined) return undefined;
  const firstRing = profile.quantiles[0]?.metres ?? 0;
  return Math.max(firstRing, elapsedMs * kmPerHour * KM_PER_HOUR_IN_METRES_PER_MS);
}

/**
 * The rings of a search, from the inside: one per quantile of the profile as far as the plan's extent reaches, one more for
 * each widening, all of it cut at the reach. A ring's probability is the profile's share between its edges, given that
 * nobody is beyond the reach: `(F(outer) - F(inner)) / F(reach)`.
 */
export function searchRings(
  profile: DistanceProfile,
  extent: SearchExtent,
  widening: number,
  reach: number | undefined,
): SearchRing[] {
  const within = reach === undefined ? 1 : shareWithin(profile, reach);
  const cut = Math.min(reach ?? Infinity, extent.maxMetres);
  const rings: SearchRing[] = [];
  let innerMetres = 0;
  for (const bound of outerBounds(profile, extent, widening)) {
    if (innerMetres >= cut) break;
    const outerMetres = Math.min(bound, cut);
    const probability = (shareWithin(profile, outerMetres) - shareWithin(profile, innerMetres)) / within;
    rings.push({ innerMetres, outerMetres, probability });
    innerMetres = outerMetres;
  }
  return rings;
}

function outerBounds({ quantiles }: DistanceProfile, extent: SearchExtent, widening: number): number[] {
  const reached = quantiles.findIndex(({ p }) => p >= extent.initialProbability);
  const initial = reached === -1 ? quantiles.length : reached + 1;
  const bounds = quantiles.slice(0, initial + widening).map(({ metres }) => metres);
  const last = quantiles.at(-1)?.metres ?? 0;
  for (let step = 1; bounds.length < initial + widening; step++) {
    bounds.push(last * extent.wideningFactor ** step);
    // Far outside any plan: further rings would only be cut away again.
    if ((bounds.at(-1) ?? 0) > extent.maxMetres) break;
  }
  return bounds;
}
