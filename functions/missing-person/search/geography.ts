import { bbox, booleanPointInPolygon } from '@turf/turf';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import * as z from 'zod';
import { geographyFileSchema } from './geography-file.ts';
import type {
  Border,
  Camera,
  GeographyFeature,
  Jurisdiction,
  LonLat,
  Road,
  Village,
} from './geography-file.ts';

/** A place in WGS-84 degrees. */
export const placeSchema = z.object({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
});
export type Place = z.infer<typeof placeSchema>;

/** The area of one station, with its bounding box: tests of places far away then answer at once. */
export type StationArea = { stationId: string; feature: Feature<Polygon | MultiPolygon> };

/** What the search planner knows of the ground. */
export type Geography = {
  areas: StationArea[];
  borders: Border[];
  cameras: Camera[];
  villages: Village[];
  roads: Road[];
};

/** Checks a geography file and turns it into what the planner works with. */
const geographySchema = geographyFileSchema.transform(({ features }, context): Geography => {
  const geography = toGeography(features);
  for (const [index, feature] of features.entries()) {
    const contradiction = contradictionIn(feature, features, geography);
    if (contradiction)
      context.addIssue({ code: 'custom', path: ['features', index], message: contradiction });
  }
  return geography;
});

/** A geography that cannot be used. The message has a line for each fault, naming the feature and the field. */
export class GeographyError extends Error {
  override name = 'GeographyError';
}

/**
 * Reads a geography from parsed GeoJSON.
 *
 * @throws {GeographyError} naming each feature and field that is wrong
 * @example parseGeography(JSON.parse(readFileSync('config/geography.geojson', 'utf8')))
 */
export function parseGeography(json: unknown): Geography {
  const result = geographySchema.safeParse(json);
  if (result.success) return result.data;
  throw new GeographyError(result.error.issues.map((issue) => faultLine(issue, json)).join('\n'));
}

/** The station among `stationIds` in whose area the place lies; undefined where none of them is responsible. */
export function stationAt(
  place: LonLat,
  areas: StationArea[],
  stationIds: readonly string[],
): string | undefined {
  return areas.find(
    ({ stationId, feature }) => stationIds.includes(stationId) && booleanPointInPolygon(place, feature),
  )?.stationId;
}

function toGeography(features: GeographyFeature[]): Geography {
  return {
    areas: features.filter((feature) => feature.kind === 'jurisdiction').map(toStationArea),
    borders: features.filter((feature) => feature.kind === 'border'),
    cameras: features.filter((feature) => feature.kind === 'camera'),
    villages: features.filter((feature) => feature.kind === 'village'),
    roads: features.filter((feature) => feature.kind === 'road'),
  };
}

function toStationArea({ stationId, geometry }: Jurisdiction): StationArea {
  return { stationId, feature: { type: 'Feature', bbox: bbox(geometry), properties: {}, geometry } };
}

/** What a feature says against the rest of its file, if anything. */
function contradictionIn(
  feature: GeographyFeature,
  features: GeographyFeature[],
  { areas }: Geography,
): string | undefined {
  if (feature.kind === 'camera' || feature.kind === 'village') {
    if (stationAt(feature.geometry.coordinates, areas, [feature.stationId])) return undefined;
    return `lies outside the area of station "${feature.stationId}"`;
  }
  if (feature.kind === 'jurisdiction') {
    const first = features.find(
      (other) => other.kind === 'jurisdiction' && other.stationId === feature.stationId,
    );
    return first === feature
      ? undefined
      : `is a second area of station "${feature.stationId}": use one MultiPolygon`;
  }
  if (feature.kind === 'border') {
    const stranger = feature.stationIds.find((stationId) => !sharesVertices(feature, stationId, features));
    return stranger && `is not part of the edge of station "${stranger}"`;
  }
  return undefined;
}

function sharesVertices(border: Border, stationId: string, features: GeographyFeature[]): boolean {
  const vertices = new Set(
    features
      .filter((feature) => feature.kind === 'jurisdiction')
      .filter((jurisdiction) => jurisdiction.stationId === stationId)
      .flatMap(({ geometry }) => geometry.coordinates.flat(geometry.type === 'Polygon' ? 1 : 2))
      .map(String),
  );
  return border.geometry.coordinates.every((position) => vertices.has(String(position)));
}

function faultLine({ path, message }: z.core.$ZodIssue, json: unknown): string {
  const [collection, index, ...field] = path;
  if (collection !== 'features' || typeof index !== 'number')
    return `${path.join('.') || 'geography'}: ${message}`;
  const id = identifiedSchema.safeParse(json).data?.features[index]?.properties?.id;
  return [`features[${index}]`, id && `(${id})`, field.join('.') && `${field.join('.')}:`, message]
    .filter(Boolean)
    .join(' ');
}

/** As much of any file as is needed to name its features in a message. */
const identifiedSchema = z.object({
  features: z.array(
    z
      .object({
        properties: z
          .object({ id: z.string().optional().catch(undefined) })
          .optional()
          .catch(undefined),
      })
      .catch({}),
  ),
});
