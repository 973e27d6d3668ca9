import { circle, featureCollection, intersect, rewind, truncate } from '@turf/turf';
import type { Feature, FeatureCollection, Geometry, Polygon } from 'geojson';
import type { Geography } from './geography.ts';
import type { LonLat } from './geography-file.ts';
import { toLonLat } from './likelihood-field.ts';
import { roadPieces } from './road-pieces.ts';
import type { SearchPlan, SearchTask } from './search-plan.ts';

/** Corners of a drawn circle: at 12 km its edge strays 15 m from the true one. */
const CIRCLE_STEPS = 64;

/** What a feature of a drawn plan is. */
type DrawnKind = 'origin' | 'ring' | 'sector' | 'task';

/**
 * Draws a plan as a GeoJSON FeatureCollection (RFC 7946, WGS-84) for a map. A feature's `properties.kind` is
 * - `origin`: the last-seen point;
 * - `ring`: a ring with its edges in metres and its probability;
 * - `sector`: a station's part of a ring, cut at the border, with its probability;
 * - `task`: a task with its station and its `order` among the station's tasks (1 first): cameras as points, a road as its
 *   lines within the rings on that side, a village as a circle.
 */
export function planAsGeoJson(plan: SearchPlan, geography: Geography): FeatureCollection {
  const rings = plan.rings.map(({ innerMetres, outerMetres }) =>
    band(toLonLat(plan.origin), innerMetres, outerMetres),
  );
  const stationIds = Object.keys(plan.stations);
  return featureCollection([
    drawn('origin', { plannedAt: plan.plannedAt }, { type: 'Point', coordinates: toLonLat(plan.origin) }),
    ...rings.map((geometry, index) => drawn('ring', { ring: index + 1, ...plan.rings[index] }, geometry)),
    ...stationIds.flatMap((stationId) => sectorFeatures(plan, stationId, rings, geography)),
    ...stationIds.flatMap((stationId) => taskFeatures(plan, stationId, geography)),
  ]);
}

function sectorFeatures(
  plan: SearchPlan,
  stationId: string,
  rings: Polygon[],
  { areas }: Geography,
): Feature[] {
  const area = areas.find((candidate) => candidate.stationId === stationId)?.feature;
  return (plan.stations[stationId]?.sectors ?? []).flatMap(({ ring, probability }) => {
    const geometry = rings[ring - 1];
    if (!area || !geometry) return [];
    const sector = intersect(featureCollection([asFeature(geometry), area]));
    return sector ? [drawn('sector', { stationId, ring, probability }, sector.geometry)] : [];
  });
}

function taskFeatures(plan: SearchPlan, stationId: string, geography: Geography): Feature[] {
  const roads = roadLines(plan, stationId, geography);
  return (plan.stations[stationId]?.tasks ?? []).map((task, index) => {
    const { kind: taskKind, ...properties } = task;
    return drawn(
      'task',
      { stationId, order: index + 1, taskKind, ...properties },
      taskGeometry(task, geography, roads),
    );
  });
}

function taskGeometry(task: SearchTask, geography: Geography, roads: Map<string, LonLat[][]>): Geometry {
  if (task.kind === 'cameraSweep') {
    const cameras = pick(geography.cameras, task);
    return { type: 'MultiPoint', coordinates: cameras.map(({ geometry }) => geometry.coordinates) };
  }
  if (task.kind === 'roadPatrol')
    return { type: 'MultiLineString', coordinates: task.featureIds.flatMap((id) => roads.get(id) ?? []) };
  const circles = pick(geography.villages, task).map((village) =>
    band(village.geometry.coordinates, 0, village.radiusMetres),
  );
  return { type: 'MultiPolygon', coordinates: circles.map(({ coordinates }) => coordinates) };
}

/** The features a task names, in the task's order; what has left the geography since the planning is left out. */
function pick<F extends { id: string }>(features: F[], { featureIds }: SearchTask): F[] {
  const byId = new Map(features.map((feature) => [feature.id, feature]));
  return featureIds.map((id) => byId.get(id)).filter((feature) => feature !== undefined);
}

/** The lines of each road within the rings and the station's area, by the road's id. */
function roadLines(plan: SearchPlan, stationId: string, geography: Geography): Map<string, LonLat[][]> {
  const radius = plan.rings.at(-1)?.outerMetres ?? 0;
  const lines = new Map<string, LonLat[][]>();
  for (const piece of roadPieces(geography, Object.keys(plan.stations), toLonLat(plan.origin), radius)) {
    if (piece.stationId !== stationId) continue;
    const ofRoad = lines.get(piece.road.id) ?? [];
    const last = ofRoad.at(-1);
    if (last && String(last.at(-1)) === String(piece.from)) last.push(piece.to);
    else ofRoad.push([piece.from, piece.to]);
    lines.set(piece.road.id, ofRoad);
  }
  return lines;
}

/** A circle, or a circle with a hole. */
function band(centre: LonLat, innerMetres: number, outerMetres: number): Polygon {
  const edges = [outerMetres, innerMetres].filter((metres) => metres > 0);
  const coordinates = edges.flatMap(
    (metres) => circle(centre, metres, { steps: CIRCLE_STEPS, units: 'meters' }).geometry.coordinates,
  );
  return { type: 'Polygon', coordinates };
}

/** Six decimals are 11 cm; RFC 7946 wants outer edges counter-clockwise and holes clockwise. */
function drawn(kind: DrawnKind, properties: Record<string, unknown>, geometry: Geometry): Feature {
  const feature = truncate(asFeature(geometry), { precision: 6 });
  rewind(feature, { mutate: true });
  return { ...feature, properties: { kind, ...properties } };
}

function asFeature<G extends Geometry>(geometry: G): Feature<G> {
  return { type: 'Feature', properties: {}, geometry };
}
