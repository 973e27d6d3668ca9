import { coordAll, lineIntersect } from '@turf/turf';
import type { LineString, MultiLineString, Position } from 'geojson';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { geographyFile, readGeography } from '#config/geography.ts';
import { stationAt } from '#functions/missing-person/search/geography.ts';

const geography = readGeography();
const stations = ['yaqian', 'qianqing'];

/** The edges of a line or polygon, whichever way round they are drawn. */
function edges(positions: Position[]): Set<string> {
  return new Set(
    positions.slice(1).map((to, index) => [String(positions[index]), String(to)].toSorted().join(' – ')),
  );
}

function line(feature: { geometry: LineString | MultiLineString } | undefined): LineString | MultiLineString {
  if (!feature) throw new Error('the geography lacks this line');
  return feature.geometry;
}

describe('the example geography', () => {
  it('says in its first lines that it is illustrative', () => {
    const file = z.object({
      illustrative: z.literal(true),
      description: z.object({ zh: z.string(), en: z.string() }),
    });
    expect(file.parse(JSON.parse(readFileSync(geographyFile, 'utf8'))).description.en).toMatch(
      /^Illustrative/,
    );
  });

  it.each(stations)('gives %s one area, twenty cameras and ten villages', (station) => {
    const of = (features: { stationId: string }[]) =>
      features.filter(({ stationId }) => stationId === station).length;
    expect([geography.areas, geography.cameras, geography.villages].map(of)).toEqual([1, 20, 10]);
  });

  it('lets the two areas touch along the border, and nowhere else', () => {
    const [yaqian, qianqing] = geography.areas.map(({ feature }) => edges(coordAll(feature)));
    const shared = yaqian?.intersection(qianqing ?? new Set());
    expect(shared).toEqual(edges(coordAll(line(geography.borders[0]))));
    expect(shared?.size).toBeGreaterThan(3);
  });

  it('has National Road 104 and Qunxian Road crossing inside Qianqing', () => {
    const [g104, qunxian] = ['g104', 'qunxian-road'].map((id) =>
      geography.roads.find((road) => road.id === id),
    );
    const crossings = lineIntersect(line(g104), line(qunxian)).features;
    expect(crossings).toHaveLength(1);
    const [lon = 0, lat = 0] = crossings[0]?.geometry.coordinates ?? [];
    expect(stationAt([lon, lat], geography.areas, stations)).toBe('qianqing');
  });

  it('has a main road that crosses the border', () => {
    const g104 = geography.roads.find((road) => road.id === 'g104');
    expect(lineIntersect(line(g104), line(geography.borders[0])).features).toHaveLength(1);
  });

  it('names everything in Chinese and English, no two things of a kind alike', () => {
    for (const features of [geography.cameras, geography.villages, geography.roads]) {
      expect(new Set(features.map(({ name }) => name.zh)).size).toBe(features.length);
      expect(new Set(features.map(({ name }) => name.en)).size).toBe(features.length);
      expect(features.every(({ name }) => /\p{Script=Han}|^G\d+/u.test(name.zh))).toBe(true);
    }
  });
});
