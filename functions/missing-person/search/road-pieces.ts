import { distance } from '@turf/turf';
import { stationAt } from './geography.ts';
import type { Geography } from './geography.ts';
import type { LonLat, Road } from './geography-file.ts';

/** Roads are measured in pieces of at most this length, each as if it were at its middle. */
const PIECE_METRES = 50;

/** A short piece of a road in one station's area. */
export type RoadPiece = {
  road: Road;
  /** Undefined outside the given stations' areas. */
  stationId: string | undefined;
  from: LonLat;
  middle: LonLat;
  to: LonLat;
  metres: number;
};

/** All roads of a geography within `radiusMetres` of a place, in short pieces, in the order of the roads. */
export function roadPieces(
  { roads, areas }: Geography,
  stationIds: readonly string[],
  around: LonLat,
  radiusMetres: number,
): RoadPiece[] {
  return roads
    .flatMap((road) =>
      linesOf(road)
        .flatMap(segments)
        .map((segment) => ({ road, segment })),
    )
    .flatMap(({ road, segment }) => cut(segment).map((piece) => ({ road, ...piece })))
    .filter(({ middle }) => distance(around, middle, { units: 'meters' }) <= radiusMetres)
    .map((piece) => ({ ...piece, stationId: stationAt(piece.middle, areas, stationIds) }));
}

function linesOf({ geometry }: Road): LonLat[][] {
  return geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
}

function segments(line: LonLat[]): [LonLat, LonLat][] {
  return line.slice(1).map((to, index) => [line[index] ?? to, to]);
}

/** Straight in degrees, as GeoJSON lines are. */
function cut([from, to]: [LonLat, LonLat]): Pick<RoadPiece, 'from' | 'middle' | 'to' | 'metres'>[] {
  const length = distance(from, to, { units: 'meters' });
  const count = Math.max(1, Math.ceil(length / PIECE_METRES));
  const at = (share: number): LonLat => [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ];
  return Array.from({ length: count }, (_, index) => ({
    from: at(index / count),
    middle: at((index + 0.5) / count),
    to: at((index + 1) / count),
    metres: length / count,
  }));
}
