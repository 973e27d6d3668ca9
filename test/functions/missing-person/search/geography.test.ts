import { describe, expect, it } from 'vitest';
import { GeographyError, parseGeography, stationAt } from '#functions/missing-person/search/geography.ts';

const name = { zh: '名', en: 'Name' };
const square = (west: number) => [
  [west, 0],
  [west + 1, 0],
  [west + 1, 1],
  [west, 1],
  [west, 0],
];
const feature = (properties: object, geometry: object) => ({
  type: 'Feature',
  properties: { name, ...properties },
  geometry,
});
const area = (stationId: string, west: number) =>
  feature(
    { kind: 'jurisdiction', id: `area-${stationId}`, stationId },
    { type: 'Polygon', coordinates: [square(west)] },
  );
const camera = (properties: object, coordinates: number[] = [0.5, 0.5]) =>
  feature(
    { kind: 'camera', id: 'camera-1', stationId: 'west', ...properties },
    { type: 'Point', coordinates },
  );
const file = (...features: object[]) => ({ type: 'FeatureCollection', features });
const twoAreas = [area('west', 0), area('east', 1)];

function faultsOf(json: unknown): string {
  try {
    parseGeography(json);
    return '';
  } catch (error) {
    if (error instanceof GeographyError) return error.message;
    throw error;
  }
}

describe('reading a geography', () => {
  it('sorts the features by what they are', () => {
    const geography = parseGeography(file(...twoAreas, camera({})));
    expect(geography.areas.map(({ stationId }) => stationId)).toEqual(['west', 'east']);
    expect(geography.cameras.map(({ id }) => id)).toEqual(['camera-1']);
  });

  it('ignores members it does not know, as GeoJSON readers must', () => {
    expect(faultsOf({ ...file(...twoAreas), illustrative: true, bbox: [0, 0, 2, 1] })).toBe('');
    expect(faultsOf(file(...twoAreas, camera({ installed: 2019 })))).toBe('');
  });

  it('names the feature and the field that is wrong', () => {
    expect(faultsOf(file(...twoAreas, camera({ name: { zh: '', en: 'x' } })))).toMatch(
      /^features\[2\] \(camera-1\) name\.zh: /,
    );
    expect(faultsOf(file(...twoAreas, camera({}, [200, 0])))).toMatch(
      /^features\[2\] \(camera-1\) geometry\.coordinates\.0: /,
    );
    expect(faultsOf(file(...twoAreas, camera({ kind: 'drone' })))).toMatch(
      /^features\[2\] \(camera-1\) kind: /,
    );
  });

  it('names a feature without an id by its number', () => {
    expect(faultsOf(file(...twoAreas, camera({ id: 7 })))).toMatch(/^features\[2\] id: /);
    expect(faultsOf(file(...twoAreas, 'camera' as unknown as object))).toMatch(/^features\[2\] /);
  });

  it('reports every fault at once', () => {
    const message = faultsOf(file(camera({ stationId: '' }), camera({ id: 'b', name: {} })));
    expect(message.split('\n').length).toBeGreaterThanOrEqual(3);
  });

  it('refuses what is no feature collection', () => {
    expect(faultsOf({ type: 'Feature' })).toContain('type: ');
    expect(faultsOf(undefined)).toMatch(/^geography: /);
  });

  it('refuses the same id twice', () => {
    expect(faultsOf(file(...twoAreas, camera({}), camera({})))).toBe(
      'features[3] (camera-1) id: this id occurs twice',
    );
  });

  it('refuses a camera outside the area of its station', () => {
    expect(faultsOf(file(...twoAreas, camera({ stationId: 'east' })))).toContain(
      'outside the area of station "east"',
    );
  });

  it('refuses a second area for a station and an open polygon', () => {
    const second = area('west', 1);
    expect(
      faultsOf(file(area('west', 0), { ...second, properties: { ...second.properties, id: 'b' } })),
    ).toContain('second area of station "west"');
    const open = feature(
      { kind: 'jurisdiction', id: 'open', stationId: 'west' },
      { type: 'Polygon', coordinates: [square(0).slice(0, 4)] },
    );
    expect(faultsOf(file(open))).toContain('ends where it starts');
  });

  it('refuses a border whose points are not shared by both areas', () => {
    const border = (coordinates: number[][]) =>
      feature(
        { kind: 'border', id: 'border', stationIds: ['west', 'east'] },
        { type: 'LineString', coordinates },
      );
    expect(
      faultsOf(
        file(
          ...twoAreas,
          border([
            [1, 0],
            [1, 1],
          ]),
        ),
      ),
    ).toBe('');
    expect(
      faultsOf(
        file(
          ...twoAreas,
          border([
            [0, 0],
            [1, 1],
          ]),
        ),
      ),
    ).toContain('not part of the edge of station "east"');
  });
});

describe('the station responsible for a place', () => {
  const { areas } = parseGeography(file(...twoAreas));

  it('is the one whose area holds it', () => {
    expect(stationAt([0.5, 0.5], areas, ['west', 'east'])).toBe('west');
    expect(stationAt([1.5, 0.5], areas, ['west', 'east'])).toBe('east');
  });

  it('is none outside all areas, or when it is not among those asked for', () => {
    expect(stationAt([5, 5], areas, ['west', 'east'])).toBeUndefined();
    expect(stationAt([1.5, 0.5], areas, ['west'])).toBeUndefined();
  });
});
