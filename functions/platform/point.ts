import * as z from 'zod';

/** A place in WGS-84 degrees, as requests and records write it. */
export const pointSchema = z.strictObject({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
});

/** A place in WGS-84 degrees. */
export type Point = z.infer<typeof pointSchema>;
