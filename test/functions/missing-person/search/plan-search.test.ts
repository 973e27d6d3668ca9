import { distance } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import { planSearch } from '#functions/missing-person/search/plan-search.ts';
import type { SearchRequest } from '#functions/missing-person/search/search-request.ts';
import type { SearchTask } from '#functions/missing-person/search/search-plan.ts';
import { exampleGeography, hours, missionRequest } from './search-request-fixture.ts';

const plan = (change: Partial<SearchRequest> = {}) => planSearch({ ...missionRequest, ...change });
const tasks = (station: string, change: Partial<SearchRequest> = {}) =>
  plan(change).stations[station]?.tasks ?? [];
const task = (list: SearchTask[], key: string) => list.find((candidate) => candidate.key === key);
const probability = (station: string, change: Partial<SearchRequest> = {}) =>
  plan(change).stations[station]?.probability ?? NaN;

/** On the border, where half of the inner ring lies on either side. */
const onBorder = { lon: 120.404, lat: 30.145 };

describe('planning the search of the mission’s case', () => {
  it('gives both stations tasks, the side where the person was seen the likelier ones', () => {
    expect(tasks('yaqian').length).toBeGreaterThan(2);
    expect(tasks('qianqing').length).toBeGreaterThan(5);
    expect(probability('qianqing')).toBeGreaterThan(probability('yaqian'));
  });

  it('starts with the cameras around the last-seen point, due within a quarter of an hour', () => {
    expect(tasks('qianqing')[0]).toMatchObject({
      key: 'camera-sweep:ring1:qianqing',
      kind: 'cameraSweep',
      ring: 1,
      deadlineMinutes: 15,
      featureIds: ['qianqing-camera-03', 'qianqing-camera-02', 'qianqing-camera-04'],
    });
  });

  it('sends patrols on the roads and along the border on both sides', () => {
    expect(task(tasks('qianqing'), 'road:g104:qianqing')?.label).toEqual({
      zh: '巡查104国道，约1.7公里',
      en: 'Patrol National Road G104, about 1.7 km',
    });
    expect(task(tasks('yaqian'), 'road:border-canal-road:yaqian')?.featureIds).toEqual(['border-canal-road']);
  });

  it('reaches the crossing of National Road 104 and Qunxian Road after the second widening', () => {
    const crossing = (widening: number) =>
      tasks('qianqing', { widening }).some(({ featureIds }) => featureIds.includes('qianqing-camera-07'));
    expect([0, 1, 2].map(crossing)).toEqual([false, false, true]);
    expect(task(tasks('qianqing', { widening: 2 }), 'road:qunxian-road:qianqing')).toBeDefined();
  });

  it('moves with a sighting: at the crossing its camera comes first', () => {
    const sighting = { origin: { lon: 120.433, lat: 30.12 }, originTime: hours(11.4), widening: 0 };
    expect(tasks('qianqing', sighting)[0]?.featureIds[0]).toBe('qianqing-camera-07');
    expect(tasks('yaqian', sighting)).toEqual([]);
  });
});

describe('a search plan', () => {
  it('is not limited when the time is unknown', () => {
    expect(plan({ originTime: undefined })).not.toHaveProperty('limitMetres');
    expect(plan({ originTime: undefined }).rings).toHaveLength(4);
  });

  it('reaches no farther than the person can have gone', () => {
    const fiveMinutes = plan({ originTime: missionRequest.now - hours(1 / 12) });
    expect(fiveMinutes.limitMetres).toBeCloseTo(442, 0);
    expect(fiveMinutes.rings.map(({ outerMetres }) => Math.round(outerMetres))).toEqual([300, 442]);
  });

  it('takes a last-seen time that lies ahead as now', () => {
    expect(plan({ originTime: missionRequest.now + hours(1) }).rings).toHaveLength(1);
  });

  it('takes longer distances for somebody on a bus than on foot', () => {
    const originTime = missionRequest.now - hours(1 / 12);
    const limit = (meansOfTravel: SearchRequest['meansOfTravel']) =>
      plan({ originTime, meansOfTravel }).limitMetres ?? 0;
    expect(limit('bus')).toBeGreaterThan(limit('onFoot'));
    expect(limit('unknown')).toBe(limit('bus'));
  });

  it('takes the table of the category', () => {
    expect(plan({ category: 'child1to3' }).rings.map(({ outerMetres }) => outerMetres)).toEqual([300, 700]);
  });

  it('divides the ring between the stations by their share of it', () => {
    const halves = plan({ origin: onBorder });
    expect(halves.stations['yaqian']?.sectors[0]?.probability).toBeCloseTo(0.2, 1);
    expect(halves.stations['qianqing']?.sectors[0]?.probability).toBeCloseTo(0.2, 1);
  });

  it('gives more to the side towards which the person was going', () => {
    const origin = onBorder;
    const [undirected, west, east] = [undefined, 295, 115].map((direction) =>
      probability('yaqian', { origin, direction }),
    );
    expect(west).toBeGreaterThan((undirected ?? NaN) * 1.5);
    expect(east).toBeLessThan((undirected ?? NaN) / 1.5);
  });

  it('finds a village and a road ahead likelier than without a direction, and those behind less likely', () => {
    const village = (direction?: number) =>
      task(tasks('qianqing', { direction }), 'village:qianqing-village-02')?.probability ?? 0;
    const road = (direction?: number) =>
      task(tasks('yaqian', { direction }), 'road:border-canal-road:yaqian')?.probability ?? 0;
    // From the market the village lies to the south-east, the road to the west.
    expect(village(120)).toBeGreaterThan(village() * 1.5);
    expect(village(300)).toBeLessThan(village() / 1.5);
    expect(road(290)).toBeGreaterThan(road() * 1.2);
    expect(road(110)).toBeLessThan(road() / 1.5);
  });

  it('watches in a ring only the cameras in it', () => {
    const sweep = task(tasks('qianqing', { widening: 2 }), 'camera-sweep:ring6:qianqing');
    const { lon, lat } = missionRequest.origin;
    const expected = exampleGeography.cameras
      .filter(({ stationId }) => stationId === 'qianqing')
      .filter(({ geometry }) => {
        const metres = distance([lon, lat], geometry.coordinates, { units: 'meters' });
        return metres > 2000 && metres <= 3700;
      })
      .map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(5);
    expect(sweep?.featureIds.toSorted()).toEqual(expected.toSorted());
  });

  it('takes a road for three times as likely as the ground beside it', () => {
    const roads = exampleGeography.roads.filter(({ id }) => id === 'qunxian-road');
    const crossing = { lon: 120.433, lat: 30.12 };
    const reach = { category: 'child7to12', originTime: missionRequest.now } as const;
    const patrol = task(
      tasks('qianqing', { ...reach, origin: crossing, geography: { ...exampleGeography, roads } }),
      'road:qunxian-road:qianqing',
    );
    // 2.6 km of a strip of 100 m in a ring of 1.3 km radius which holds the whole probability.
    expect(patrol?.probability).toBeCloseTo((3 * 2600 * 100) / (Math.PI * 1300 ** 2), 2);
    expect(patrol?.label.en).toContain('2.6 km');
  });

  it('takes no more than 59 % to be on the roads, however many there are', () => {
    const crossing = { lon: 120.433, lat: 30.12 };
    const patrols = tasks('qianqing', { origin: crossing, originTime: missionRequest.now }).filter(
      ({ kind }) => kind === 'roadPatrol',
    );
    expect(patrols.map(({ featureIds }) => featureIds[0]).toSorted()).toEqual([
      'g104',
      'qianqing-avenue',
      'qunxian-road',
    ]);
    expect(patrols.reduce((sum, patrol) => sum + patrol.probability, 0)).toBeCloseTo(0.59, 9);
  });

  it('gives what is farther out more time', () => {
    const deadlines = tasks('qianqing', { widening: 2 })
      .filter(({ kind }) => kind === 'cameraSweep')
      .toSorted((a, b) => a.ring - b.ring)
      .map(({ ring, deadlineMinutes }) => [ring, deadlineMinutes]);
    expect(deadlines).toEqual([
      [1, 15],
      [2, 20],
      [3, 30],
      [4, 45],
      [5, 60],
      [6, 60],
    ]);
  });

  it('lists the cameras ahead before those behind', () => {
    const cameras = (direction: number) =>
      task(tasks('qianqing', { direction, widening: 2 }), 'camera-sweep:ring6:qianqing')?.featureIds;
    expect(cameras(135)?.[0]).not.toBe(cameras(315)?.[0]);
    expect(new Set(cameras(135))).toEqual(new Set(cameras(315)));
  });

  it('watches the nearest cameras where a sector has none of its own', () => {
    // Yaqian’s part of the second ring is a strip without cameras; the two nearest stand at its ways out.
    const strip = task(tasks('yaqian'), 'camera-sweep:ring2:yaqian');
    expect(strip?.featureIds).toEqual(['yaqian-camera-10', 'yaqian-camera-08']);
  });

  it('says how much lies outside both areas, so that further stations are called', () => {
    expect(plan().outsideProbability).toBe(0);
    const edge = plan({ origin: { lon: 120.4735, lat: 30.122 } });
    expect(edge.outsideProbability).toBeGreaterThan(0.3);
  });

  it('gives a station out of reach no tasks and no probability', () => {
    const far = plan({ origin: { lon: 120.36, lat: 30.15 } });
    expect(far.stations['qianqing']).toEqual({ probability: 0, sectors: [], tasks: [] });
  });

  it('counts the area of a station that does not take part as outside', () => {
    const alone = plan({ origin: onBorder, stations: ['yaqian'] });
    expect(Object.keys(alone.stations)).toEqual(['yaqian']);
    expect(alone.outsideProbability).toBeCloseTo(probability('qianqing', { origin: onBorder }), 12);
  });

  it('still plans where the geography knows no cameras, villages or roads', () => {
    const bare = plan({ geography: { ...exampleGeography, cameras: [], villages: [], roads: [] } });
    expect(bare.stations['qianqing']?.tasks).toEqual([]);
    expect(bare.stations['qianqing']?.probability).toBeCloseTo(probability('qianqing'), 12);
  });

  it('credits a village with what it covers: all of a small ring inside it', () => {
    const village = exampleGeography.villages.find(({ id }) => id === 'yaqian-village-01');
    const [lon, lat] = village?.geometry.coordinates ?? [NaN, NaN];
    const sweep = task(tasks('yaqian', { origin: { lon, lat } }), 'village:yaqian-village-01');
    // Radius 450 m: the whole first ring and 28 % of the second.
    const [first, second] = plan().rings.map((ring) => ring.probability);
    expect(sweep?.probability).toBeCloseTo(
      (first ?? NaN) + ((450 ** 2 - 300 ** 2) / (700 ** 2 - 300 ** 2)) * (second ?? NaN),
      2,
    );
    expect(sweep?.ring).toBe(1);
  });
});
