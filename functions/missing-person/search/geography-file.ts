import * as z from 'zod';

const positionSchema = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
/** Longitude and latitude in WGS-84 degrees, in GeoJSON's order. */
export type LonLat = z.infer<typeof positionSchema>;

const ringSchema = z.array(positionSchema).min(4).refine(isClosed, 'a polygon ring ends where it starts');
const areaSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ringSchema).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ringSchema).min(1)).min(1) }),
]);
const lineSchema = z.object({ type: z.literal('LineString'), coordinates: z.array(positionSchema).min(2) });
const linesSchema = z.discriminatedUnion('type', [
  lineSchema,
  z.object({
    type: z.literal('MultiLineString'),
    coordinates: z.array(z.array(positionSchema).min(2)).min(1),
  }),
]);
const pointSchema = z.object({ type: z.literal('Point'), coordinates: positionSchema });

const named = {
  id: z.string().regex(/^[a-z0-9-]+$/, 'an id has lower-case letters, digits and hyphens only'),
  name: z.object({ zh: z.string().min(1), en: z.string().min(1) }),
};
const stationId = z.string().min(1);

/** The area of one station. */
const jurisdictionSchema = z.object({
  kind: z.literal('jurisdiction'),
  ...named,
  stationId,
  geometry: areaSchema,
});
/** The line which two stations' areas share, vertex for vertex. */
const borderSchema = z.object({
  kind: z.literal('border'),
  ...named,
  stationIds: z.tuple([stationId, stationId]),
  geometry: lineSchema,
});
/** A camera which the station can watch. */
const cameraSchema = z.object({ kind: z.literal('camera'), ...named, stationId, geometry: pointSchema });
/** A village which the station looks after: its centre and the radius of its built-up part. */
const villageSchema = z.object({
  kind: z.literal('village'),
  ...named,
  stationId,
  radiusMetres: z.number().positive(),
  geometry: pointSchema,
});
/** A road; it may run through several areas. */
const roadSchema = z.object({ kind: z.literal('road'), ...named, geometry: linesSchema });

export type Jurisdiction = z.infer<typeof jurisdictionSchema>;
export type Border = z.infer<typeof borderSchema>;
export type Camera = z.infer<typeof cameraSchema>;
export type Village = z.infer<typeof villageSchema>;
export type Road = z.infer<typeof roadSchema>;

const featureSchema = z
  .object({
    type: z.literal('Feature'),
    properties: z.record(z.string(), z.unknown()),
    geometry: z.unknown(),
  })
  // A discriminated union wants its discriminator on top, GeoJSON keeps it among the properties.
  .transform(({ properties, geometry }) => ({ ...properties, geometry }))
  .pipe(
    z.discriminatedUnion('kind', [jurisdictionSchema, borderSchema, cameraSchema, villageSchema, roadSchema]),
  );
/** One thing on the ground. */
export type GeographyFeature = z.infer<typeof featureSchema>;

/**
 * A partnership's geography as a file: a GeoJSON FeatureCollection (RFC 7946, WGS-84), each feature's `properties.kind` saying
 * what it is. Further members and properties, such as a description, are allowed and ignored.
 */
export const geographyFileSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(featureSchema).superRefine(refuseDuplicateIds),
});

function isClosed(ring: LonLat[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

function refuseDuplicateIds(features: GeographyFeature[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { id }] of features.entries()) {
    if (seen.has(id))
      context.addIssue({ code: 'custom', path: [index, 'id'], message: 'this id occurs twice' });
    seen.add(id);
  }
}
