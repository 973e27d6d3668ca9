import { bearing, distance } from '@turf/turf';
import type { Camera } from './geography-file.ts';
import type { LikelihoodField } from './likelihood-field.ts';
import { rankedTask } from './ranked-task.ts';
import type { SearchRequest } from './search-request.ts';
import type { SearchTask, StationSearch } from './search-plan.ts';

/** A sector without a camera of its own is watched through this many, at most this far from its ring: those at its ways out. */
const NEARBY_CAMERAS = 2;
const NEARBY_METRES = 500;

/**
 * One camera sweep for each of a station's sectors, as probable as the sector itself: whoever moves in it may pass a camera.
 * A sector without cameras in or near it gets none.
 */
export function cameraSweeps(
  field: LikelihoodField,
  request: SearchRequest,
  stationId: string,
  sectors: StationSearch['sectors'],
): SearchTask[] {
  const cameras = request.geography.cameras.filter((camera) => camera.stationId === stationId);
  return sectors
    .map(({ ring, probability }) => {
      const watching = camerasFor(field, ring - 1, cameras);
      if (watching.length === 0) return undefined;
      const byRing = field.rings.map((_, index) => (index === ring - 1 ? probability : 0));
      return rankedTask(sweepOf(field, ring, stationId, watching), byRing, request.deadlines);
    })
    .filter((task) => task !== undefined);
}

function sweepOf(
  field: LikelihoodField,
  ring: number,
  stationId: string,
  cameras: Camera[],
): Parameters<typeof rankedTask>[0] {
  const { innerMetres = 0, outerMetres = 0 } = field.rings[ring - 1] ?? {};
  const [from, to] = [Math.round(innerMetres), Math.round(outerMetres)];
  return {
    key: `camera-sweep:ring${ring}:${stationId}`,
    kind: 'cameraSweep',
    label: {
      zh: `查看监控：第${ring}圈（${from}至${to}米），探头${cameras.length}个`,
      en: `Watch cameras: ring ${ring} (${from} to ${to} m), ${cameras.length} in all`,
    },
    featureIds: cameras.map(({ id }) => id),
  };
}

/** The cameras in a ring, likeliest first: by bearing, then from the inside; otherwise the nearest few. */
function camerasFor(field: LikelihoodField, ring: number, cameras: Camera[]): Camera[] {
  const { innerMetres = 0, outerMetres = 0 } = field.rings[ring] ?? {};
  const placed = cameras
    .map((camera) => {
      const metres = distance(field.origin, camera.geometry.coordinates, { units: 'meters' });
      const factor = field.factorAt(bearing(field.origin, camera.geometry.coordinates));
      return { camera, metres, factor, astray: Math.max(innerMetres - metres, metres - outerMetres, 0) };
    })
    .toSorted((a, b) => b.factor - a.factor || a.metres - b.metres || (a.camera.id < b.camera.id ? -1 : 1));
  const inside = placed.filter(({ metres }) => metres > innerMetres && metres <= outerMetres);
  const nearby = placed
    .filter(({ astray }) => astray <= NEARBY_METRES)
    .toSorted((a, b) => a.astray - b.astray)
    .slice(0, NEARBY_CAMERAS);
  return (inside.length > 0 ? inside : nearby).map(({ camera }) => camera);
}
