import { area, booleanClockwise, coordAll, distance } from '@turf/turf';
import type { Feature, LineString, MultiPolygon, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { stationAt } from '#functions/missing-person/search/geography.ts';
import { planAsGeoJson } from '#functions/missing-person/search/plan-as-geojson.ts';
import { planSearch } from '#functions/missing-person/search/plan-search.ts';
import { exampleGeography, missionRequest } from './search-request-fixture.ts';

const plan = planSearch({ ...missionRequest, widening: 2 });
const drawing = planAsGeoJson(plan, exampleGeography);
const drawn = (kind: string) => drawing.features.filter(({ properties }) => properties?.['kind'] === kind);
const centre: [number, number] = [plan.origin.lon, plan.origin.lat];

describe('a drawn plan', () => {
  it('shows the last-seen point and every ring, sector and task', () => {
    const { yaqian, qianqing } = plan.stations;
    expect(drawn('origin').map(({ geometry }) => geometry)).toEqual([{ type: 'Point', coordinates: centre }]);
    expect(drawn('ring')).toHaveLength(plan.rings.length);
    expect(drawn('sector')).toHaveLength((yaqian?.sectors.length ?? NaN) + (qianqing?.sectors.length ?? NaN));
    expect(drawn('task')).toHaveLength((yaqian?.tasks.length ?? NaN) + (qianqing?.tasks.length ?? NaN));
    expect(drawing.features).toHaveLength(
      1 + drawn('ring').length + drawn('sector').length + drawn('task').length,
    );
  });

  it('cuts each sector at the border', () => {
    for (const sector of drawn('sector')) {
      const [lon = 0, lat = 0] = middleOf(sector);
      const other = sector.properties?.['stationId'] === 'yaqian' ? 'qianqing' : 'yaqian';
      expect(stationAt([lon, lat], exampleGeography.areas, [other])).toBeUndefined();
    }
  });

  it('draws sectors whose areas are what their probabilities say', () => {
    // The plan counts cells of the ring, the drawing cuts polygons: two ways which must agree to about one hundredth.
    for (const sector of drawn('sector')) {
      const ring = Number(sector.properties?.['ring']);
      const whole = drawn('ring')[ring - 1];
      const share = area(sector) / (whole ? area(whole) : NaN);
      const expected =
        Number(sector.properties?.['probability']) / (plan.rings[ring - 1]?.probability ?? NaN);
      expect(Math.abs(share - expected)).toBeLessThan(0.012);
    }
  });

  it('winds polygons as RFC 7946 wants: outside counter-clockwise, holes clockwise', () => {
    const polygons = [...drawn('ring'), ...drawn('sector'), ...drawn('task')].flatMap(polygonsOf);
    expect(polygons.length).toBeGreaterThan(15);
    for (const [outside, ...holes] of polygons) {
      expect(clockwise(outside)).toBe(false);
      expect(holes.every(clockwise)).toBe(true);
    }
  });

  it('numbers each station’s tasks in order of probability', () => {
    const ofQianqing = drawn('task').filter(({ properties }) => properties?.['stationId'] === 'qianqing');
    expect(ofQianqing.map(({ properties }) => properties?.['order'])).toEqual(
      ofQianqing.map((_, index) => index + 1),
    );
    expect(ofQianqing.map(({ properties }) => properties?.['key'])).toEqual(
      plan.stations['qianqing']?.tasks.map(({ key }) => key),
    );
  });

  it('draws a road only within the rings and on the patrolling station’s side', () => {
    const farthest = plan.rings.at(-1)?.outerMetres ?? 0;
    const patrols = drawn('task').filter(({ properties }) => properties?.['taskKind'] === 'roadPatrol');
    expect(patrols.length).toBeGreaterThan(5);
    for (const patrol of patrols)
      for (const position of coordAll(patrol))
        expect(distance(centre, position, { units: 'meters' })).toBeLessThan(farthest + 50);
    for (const patrol of patrols)
      for (const line of linesOf(patrol))
        // A line’s two ends may stick out over the border by half a piece.
        for (const position of line.slice(1, -1))
          expect(stationAt(position, exampleGeography.areas, ['yaqian', 'qianqing'])).toBe(
            patrol.properties?.['stationId'],
          );
  });

  it('shows the cameras of a sweep in the order in which they are watched', () => {
    const sweep = drawn('task').find(
      ({ properties }) => properties?.['key'] === 'camera-sweep:ring1:qianqing',
    );
    const places = ['qianqing-camera-03', 'qianqing-camera-02', 'qianqing-camera-04'].map(
      (id) => exampleGeography.cameras.find((camera) => camera.id === id)?.geometry.coordinates,
    );
    expect(sweep?.geometry).toEqual({ type: 'MultiPoint', coordinates: places });
  });

  it('leaves out what has gone from the geography since the planning', () => {
    const smaller = planAsGeoJson(plan, { ...exampleGeography, cameras: [], villages: [], roads: [] });
    expect(smaller.features).toHaveLength(drawing.features.length);
    expect(
      smaller.features.filter(({ properties }) => properties?.['kind'] === 'task').flatMap(coordAll),
    ).toEqual([]);
  });
});

/** A point inside a sector of a ring: on its outer edge’s middle vertex, drawn a little towards the origin. */
function middleOf(sector: Feature): number[] {
  const edge = coordAll(sector);
  const [lon = 0, lat = 0] = edge[Math.floor(edge.length / 2)] ?? [];
  return [centre[0] + (lon - centre[0]) * 0.999, centre[1] + (lat - centre[1]) * 0.999];
}

function polygonsOf({ geometry }: Feature): Polygon['coordinates'][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? (geometry satisfies MultiPolygon).coordinates : [];
}

function linesOf({ geometry }: Feature): [number, number][][] {
  if (geometry.type !== 'MultiLineString') throw new Error('a road is drawn as lines');
  return geometry.coordinates.map((line) => line.map(([lon = NaN, lat = NaN]) => [lon, lat]));
}

function clockwise(ring: LineString['coordinates'] | undefined): boolean {
  return ring !== undefined && booleanClockwise(ring);
}
