import * as z from 'zod';

/** Whom the published tables distinguish: each category has a distance profile of its own. */
export const searchCategorySchema = z.enum([
  'dementia',
  'child1to3',
  'child4to6',
  'child7to12',
  'child13to17',
  'despondent',
  'otherAdult',
]);
export type SearchCategory = z.infer<typeof searchCategorySchema>;

/** How the missing person is thought to be travelling. */
export const meansOfTravelSchema = z.enum(['onFoot', 'bicycle', 'electricBicycle', 'bus', 'car', 'unknown']);
export type MeansOfTravel = z.infer<typeof meansOfTravelSchema>;

const sourced = { source: z.string().min(1) };
const minutesByRing = z.array(z.number().int().positive()).min(1);

const distanceProfileSchema = z.object({
  /** The share `p` of people of this category found within `metres` of where they were last seen. */
  quantiles: z
    .array(z.object({ p: z.number().gt(0).lt(1), metres: z.number().positive() }))
    .min(2)
    .refine((quantiles) => rises(quantiles.map(({ p }) => p)), 'p must rise from entry to entry')
    .refine(
      (quantiles) => rises(quantiles.map(({ metres }) => metres)),
      'metres must rise from entry to entry',
    ),
  ...sourced,
});
/** How far from the last-seen point people of one category are found. */
export type DistanceProfile = z.infer<typeof distanceProfileSchema>;

const dispersionSchema = z.object({
  /** The share `p` of people found within `withinDegrees` on either side of the direction they were going. */
  bands: z
    .array(z.object({ p: z.number().gt(0).max(1), withinDegrees: z.number().gt(0).max(180) }))
    .min(1)
    .refine((bands) => rises(bands.map(({ p }) => p)), 'p must rise from entry to entry')
    .refine(
      (bands) => rises(bands.map((band) => band.withinDegrees)),
      'withinDegrees must rise from entry to entry',
    )
    .refine(
      (bands) => bands.at(-1)?.p === 1 && bands.at(-1)?.withinDegrees === 180,
      'the last entry is p 1 at 180',
    ),
  ...sourced,
});
/** How well people keep to the direction they were last seen going. */
export type Dispersion = z.infer<typeof dispersionSchema>;

const deadlinesSchema = z.object({
  /** Minutes from planning until a task is due, by ring from the inside; the last entry holds for all further rings. */
  cameraSweep: minutesByRing,
  roadPatrol: minutesByRing,
  villageSweep: minutesByRing,
  ...sourced,
});
export type TaskDeadlines = z.infer<typeof deadlinesSchema>;

const extentSchema = z.object({
  /** The first plan reaches to the first quantile with at least this share. */
  initialProbability: z.number().gt(0).lt(1),
  /** Beyond the last quantile each widening multiplies the radius by this. */
  wideningFactor: z.number().gt(1),
  /** No plan reaches farther than this. */
  maxMetres: z.number().positive(),
  ...sourced,
});
export type SearchExtent = z.infer<typeof extentSchema>;

const roadsSchema = z.object({
  /** The share of people found on a street or road: no set of patrols is credited with more. */
  shareFoundOnRoads: z.number().gt(0).max(1),
  /** How much likelier a person is on a road than elsewhere at the same distance. */
  densityFactor: z.number().min(1),
  /** The strip a patrol sees, in metres, both sides together. */
  patrolWidthMetres: z.number().positive(),
  ...sourced,
});

/** Every published or judged number the search planner works with; the example is in config/search-profiles.ts. */
export const searchSettingsSchema = z.object({
  profiles: z.record(searchCategorySchema, distanceProfileSchema),
  /** The fastest a person is thought to get away in a straight line, in km/h. */
  speeds: z.record(meansOfTravelSchema, z.object({ kmPerHour: z.number().positive(), ...sourced })),
  dispersion: dispersionSchema,
  deadlines: deadlinesSchema,
  extent: extentSchema,
  roads: roadsSchema,
});
export type SearchSettings = z.infer<typeof searchSettingsSchema>;

function rises(values: number[]): boolean {
  return values.every((value, index) => index === 0 || value > (values[index - 1] ?? Infinity));
}
