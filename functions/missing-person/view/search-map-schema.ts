import * as z from 'zod';

/** A GeoJSON feature collection (RFC 7946), as clients of the map get it. */
export const searchMapSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.looseObject({ kind: z.enum(['origin', 'ring', 'sector', 'task']) }),
      geometry: z.looseObject({ type: z.string() }),
    }),
  ),
});
