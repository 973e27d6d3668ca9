import { bearing, destination, distance } from '@turf/turf';
import { stationAt } from './geography.ts';
import type { Place, StationArea } from './geography.ts';
import type { LonLat } from './geography-file.ts';
import type { SearchRing } from './search-rings.ts';

/** Cells of equal area into which a ring or a village is cut to measure it. More of them change no order of tasks. */
const RING_CELLS = 720;
const CIRCLE_CELLS = 120;
/** Turning by this from cell to cell spreads them evenly over a circle, as a sunflower does its seeds. */
const GOLDEN_ANGLE = 180 * (3 - Math.sqrt(5));

/** Where the person may be: rings around an origin, some bearings likelier than others. */
export type LikelihoodField = {
  origin: LonLat;
  rings: SearchRing[];
  /** Relative likelihood of a bearing in degrees from north, 1 on average. */
  factorAt: (bearing: number) => number;
};

/** A likelihood at one place: the index of its ring and the probability per square metre. */
type LocalLikelihood = { ring: number; perSquareMetre: number; distanceMetres: number };

type Band = Pick<SearchRing, 'innerMetres' | 'outerMetres'>;

/** How likely the person is at a place; undefined outside all rings. */
export function likelihoodAt(field: LikelihoodField, place: LonLat): LocalLikelihood | undefined {
  const distanceMetres = distance(field.origin, place, { units: 'meters' });
  const ring = field.rings.findIndex(({ outerMetres }) => distanceMetres <= outerMetres);
  const found = field.rings[ring];
  if (!found) return undefined;
  const factor = field.factorAt(bearing(field.origin, place));
  return { ring, distanceMetres, perSquareMetre: (found.probability * factor) / ringArea(found) };
}

/**
 * How a ring's probability divides among the stations' areas, by area and direction.
 *
 * @returns the probability by station, `undefined` standing for what lies in no given station's area; they add up to the
 * ring's probability
 */
export function divideAmongStations(
  field: LikelihoodField,
  ring: SearchRing,
  areas: StationArea[],
  stationIds: readonly string[],
): Map<string | undefined, number> {
  const weights = new Map<string | undefined, number>();
  let total = 0;
  for (const cell of equalCells(field.origin, ring, RING_CELLS)) {
    const weight = field.factorAt(cell.bearing);
    const stationId = stationAt(cell.centre, areas, stationIds);
    weights.set(stationId, (weights.get(stationId) ?? 0) + weight);
    total += weight;
  }
  return new Map([...weights].map(([stationId, weight]) => [stationId, (ring.probability * weight) / total]));
}

/**
 * The probability that the person is within a circle, by ring.
 *
 * @returns probabilities in the order of the field's rings
 */
export function probabilityInCircle(field: LikelihoodField, centre: LonLat, radiusMetres: number): number[] {
  const circle = { innerMetres: 0, outerMetres: radiusMetres };
  const cellArea = ringArea(circle) / CIRCLE_CELLS;
  const byRing = field.rings.map(() => 0);
  if (
    distance(field.origin, centre, { units: 'meters' }) - radiusMetres >
    (field.rings.at(-1)?.outerMetres ?? 0)
  )
    return byRing;
  for (const cell of equalCells(centre, circle, CIRCLE_CELLS)) {
    const likelihood = likelihoodAt(field, cell.centre);
    if (likelihood)
      byRing[likelihood.ring] = (byRing[likelihood.ring] ?? 0) + likelihood.perSquareMetre * cellArea;
  }
  return byRing;
}

/** Longitude and latitude in GeoJSON's order. */
export function toLonLat({ lon, lat }: Place): LonLat {
  return [lon, lat];
}

function* equalCells(
  centre: LonLat,
  { innerMetres, outerMetres }: Band,
  count: number,
): Generator<{ centre: LonLat; bearing: number }> {
  for (let cell = 0; cell < count; cell++) {
    const share = (cell + 0.5) / count;
    const radius = Math.sqrt(innerMetres ** 2 + share * (outerMetres ** 2 - innerMetres ** 2));
    const bearing = (cell * GOLDEN_ANGLE) % 360;
    const [lon = 0, lat = 0] = destination(centre, radius, bearing, { units: 'meters' }).geometry.coordinates;
    yield { centre: [lon, lat], bearing };
  }
}

function ringArea({ innerMetres, outerMetres }: Band): number {
  return Math.PI * (outerMetres ** 2 - innerMetres ** 2);
}
