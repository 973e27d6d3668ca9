import type { Dispersion } from './search-profile.ts';

/**
 * How much likelier the person is found at a bearing than if all bearings were alike, given the direction they were last seen
 * going. Within a band of the dispersion all bearings are alike; over the whole circle the factor averages 1.
 *
 * @param direction - degrees from north, clockwise; undefined when nobody saw it, then the factor is 1
 * @param bearing - degrees from north, clockwise
 * @example directionFactor(dispersion, 90, 100) // 3: half of all people within 30 of 180 degrees
 */
export function directionFactor(
  dispersion: Dispersion,
  direction: number | undefined,
  bearing: number,
): number {
  if (direction === undefined) return 1;
  const turn = Math.abs(((((bearing - direction) % 360) + 540) % 360) - 180);
  let inner = { p: 0, withinDegrees: 0 };
  for (const outer of dispersion.bands) {
    if (turn <= outer.withinDegrees)
      return ((outer.p - inner.p) * 180) / (outer.withinDegrees - inner.withinDegrees);
    inner = outer;
  }
  return 0;
}
