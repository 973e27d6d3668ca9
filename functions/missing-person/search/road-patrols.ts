import { likelihoodAt } from './likelihood-field.ts';
import type { LikelihoodField } from './likelihood-field.ts';
import { rankedTask } from './ranked-task.ts';
import { roadPieces } from './road-pieces.ts';
import type { RoadPiece } from './road-pieces.ts';
import type { SearchRequest } from './search-request.ts';
import type { SearchTask } from './search-plan.ts';

type LikelyPiece = RoadPiece & { ring: number; probability: number };

/**
 * A patrol for each road in each station's part of the rings. A piece of road is as probable as the strip a patrol sees,
 * times the factor by which people keep to roads; in each ring all roads together get no more than the share of people who
 * are found on roads at all.
 *
 * @returns the patrols by station
 */
export function roadPatrols(field: LikelihoodField, request: SearchRequest): Map<string, SearchTask[]> {
  const pieces = likelyPieces(field, request);
  const patrols = new Map<string, SearchTask[]>();
  for (const [, group] of Map.groupBy(pieces, ({ road, stationId }) => `${road.id}:${stationId ?? ''}`)) {
    const stationId = group[0]?.stationId;
    const task = stationId !== undefined && patrolOf(group, stationId, field, request);
    if (stationId !== undefined && task) patrols.set(stationId, [...(patrols.get(stationId) ?? []), task]);
  }
  return patrols;
}

function likelyPieces(field: LikelihoodField, request: SearchRequest): LikelyPiece[] {
  const { densityFactor, patrolWidthMetres, shareFoundOnRoads } = request.roads;
  const radius = field.rings.at(-1)?.outerMetres ?? 0;
  const pieces = roadPieces(request.geography, request.stations, field.origin, radius).flatMap((piece) => {
    const likelihood = likelihoodAt(field, piece.middle);
    if (!likelihood) return [];
    const strip = piece.metres * patrolWidthMetres;
    return {
      ...piece,
      ring: likelihood.ring,
      probability: likelihood.perSquareMetre * strip * densityFactor,
    };
  });
  const scale = field.rings.map(({ probability }, ring) => {
    const onRoads = pieces.reduce((sum, piece) => sum + (piece.ring === ring ? piece.probability : 0), 0);
    return Math.min(1, (shareFoundOnRoads * probability) / (onRoads || 1));
  });
  return pieces.map((piece) => ({ ...piece, probability: piece.probability * (scale[piece.ring] ?? 1) }));
}

function patrolOf(
  pieces: LikelyPiece[],
  stationId: string,
  field: LikelihoodField,
  { deadlines }: SearchRequest,
): SearchTask | undefined {
  const road = pieces[0]?.road;
  if (!road) return undefined;
  const byRing = field.rings.map(() => 0);
  for (const { ring, probability } of pieces) byRing[ring] = (byRing[ring] ?? 0) + probability;
  const km = (pieces.reduce((sum, { metres }) => sum + metres, 0) / 1000).toFixed(1);
  return rankedTask(
    {
      key: `road:${road.id}:${stationId}`,
      kind: 'roadPatrol',
      label: { zh: `巡查${road.name.zh}，约${km}公里`, en: `Patrol ${road.name.en}, about ${km} km` },
      featureIds: [road.id],
    },
    byRing,
    deadlines,
  );
}
