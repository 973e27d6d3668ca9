import type { DistanceProfile } from './search-profile.ts';

/**
 * The share of people of a profile found within `metres` of where they were last seen, 0 to 1.
 *
 * Between the published quantiles the share rises in a straight line. Beyond the last one the rest follow a Pareto tail
 * through the last two quantiles: `1 - F(d) = (1 - p) * (q / d) ** a` with `a = ln((1 - p0) / (1 - p)) / ln(q / q0)`.
 *
 * @example shareWithin(dementia, 1050) // 0.65, half way between 60 % at 900 m and 70 % at 1,200 m
 */
export function shareWithin({ quantiles }: DistanceProfile, metres: number): number {
  let inner = { p: 0, metres: 0 };
  let beforeInner = inner;
  for (const outer of quantiles) {
    if (metres <= outer.metres)
      return inner.p + ((outer.p - inner.p) * (metres - inner.metres)) / (outer.metres - inner.metres);
    beforeInner = inner;
    inner = outer;
  }
  const exponent =
    Math.log((1 - beforeInner.p) / (1 - inner.p)) / Math.log(inner.metres / beforeInner.metres);
  return 1 - (1 - inner.p) * (inner.metres / metres) ** exponent;
}
