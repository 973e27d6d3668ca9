import { searchSettingsSchema } from '#functions/missing-person/search/search-profile.ts';
import type { SearchSettings } from '#functions/missing-person/search/search-profile.ts';

const grampian =
  'Gibb and Woolnough, Missing Persons: Understanding, Planning, Responding, Grampian Police 2007';
const searchManuals =
  'published lost-person tables, 50/75/95 %, as quoted in search managers’ handbooks; sources disagree';
const judgement = 'judgement of this project, not measured';

/**
 * The example partnership's search numbers. Each says where it comes from; a partnership with better figures of its own
 * replaces them here. Distances are straight lines from the last-seen point.
 */
export const searchSettings: SearchSettings = searchSettingsSchema.parse({
  profiles: {
    dementia: {
      quantiles: [
        { p: 0.4, metres: 300 },
        { p: 0.5, metres: 700 },
        { p: 0.6, metres: 900 },
        { p: 0.7, metres: 1200 },
        { p: 0.8, metres: 2000 },
        { p: 0.9, metres: 3700 },
        { p: 0.95, metres: 5800 },
        { p: 0.99, metres: 12_000 },
      ],
      source: `${grampian}: women with dementia, missing on foot (the handbooks’ 300/800/2000 m at 50/75/95 % is shorter)`,
    },
    child1to3: { quantiles: threePoints(300, 700, 1900), source: searchManuals },
    child4to6: { quantiles: threePoints(500, 1100, 2400), source: searchManuals },
    child7to12: { quantiles: threePoints(1300, 2500, 3800), source: searchManuals },
    child13to17: {
      quantiles: [
        { p: 0.3, metres: 1000 },
        { p: 0.5, metres: 3000 },
        { p: 0.7, metres: 8000 },
        { p: 0.8, metres: 18_000 },
        { p: 0.9, metres: 43_000 },
        { p: 0.99, metres: 273_000 },
      ],
      source: `${grampian}: children of 12 to 14, any means of travel; used for 13 to 17 as the nearest published band`,
    },
    despondent: { quantiles: threePoints(500, 1500, 3000), source: searchManuals },
    otherAdult: {
      quantiles: [
        { p: 0.5, metres: 2000 },
        { p: 0.667, metres: 3000 },
      ],
      source:
        'UK Missing Person Behaviour Study (misper.uk, Immediate Response): of all categories found alive, half within 2 km and two thirds within 3 km',
    },
  },
  speeds: {
    onFoot: {
      kmPerHour: 5.3,
      source:
        'Bohannon 1997 (Age and Ageing 26:15): comfortable gait up to 1.46 m/s, so that no ordinary walker is left out; the lost are slower',
    },
    bicycle: {
      kmPerHour: 20,
      source: `${judgement}: well above the mean of 13.5 km/h measured in Hangzhou (doi 10.1177/1687814015616918)`,
    },
    electricBicycle: {
      kmPerHour: 25,
      source:
        'GB 17761-2018, design limit of 25 km/h; mean of 17.1 km/h in Hangzhou (doi 10.1177/1687814015616918)',
    },
    bus: { kmPerHour: 30, source: `${judgement}: a country bus with its stops` },
    car: { kmPerHour: 80, source: `${judgement}: on the expressway at the border` },
    unknown: { kmPerHour: 30, source: `${judgement}: as by bus, since nothing rules a bus out` },
  },
  dispersion: {
    bands: [
      { p: 0.5, withinDegrees: 30 },
      { p: 0.75, withinDegrees: 66 },
      { p: 0.95, withinDegrees: 140 },
      { p: 1, withinDegrees: 180 },
    ],
    source:
      'International Search and Rescue Incident Database: dispersion angles of children of 1 to 6 and of people with dementia, quoted at second hand; used for every category',
  },
  deadlines: {
    cameraSweep: [15, 20, 30, 45, 60],
    roadPatrol: [20, 30, 45, 60, 90],
    villageSweep: [30, 45, 60, 90, 120],
    source: `${judgement}: what is nearest is done well within the 75 minutes in which half are found (${grampian}), all within the 2 h to the first review`,
  },
  extent: {
    initialProbability: 0.7,
    wideningFactor: 1.5,
    maxMetres: 30_000,
    source: `${judgement}: 70 % are found within 2 h 30 (${grampian}), the first review comes after 2 h; beyond 30 km it is no longer two stations’ search`,
  },
  roads: {
    shareFoundOnRoads: 0.59,
    densityFactor: 3,
    patrolWidthMetres: 100,
    source: `${grampian}: 59 % were walking in a street or roadway; factor 3 for roads: Jacobs 2015, Terrain Based Probability Models for SAR, quoted at second hand; the width is judgement`,
  },
});

/** The quantiles of a table which gives 50, 75 and 95 %. */
function threePoints(half: number, threeQuarters: number, most: number): { p: number; metres: number }[] {
  return [
    { p: 0.5, metres: half },
    { p: 0.75, metres: threeQuarters },
    { p: 0.95, metres: most },
  ];
}
