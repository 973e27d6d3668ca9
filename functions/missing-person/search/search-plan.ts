import * as z from 'zod';
import { placeSchema } from './geography.ts';

const probability = z.number().min(0).max(1);

const searchTaskKindSchema = z.enum(['cameraSweep', 'roadPatrol', 'villageSweep']);

const searchTaskSchema = z.object({
  /** The same for the same object in every plan of a case, so that a task which was begun survives a re-plan. */
  key: z.string().min(1),
  kind: searchTaskKindSchema,
  label: z.object({ zh: z.string(), en: z.string() }),
  /** What is to be looked at, as ids of the geography; cameras are listed likeliest first. */
  featureIds: z.array(z.string()),
  /** The ring, counted from 1 inside; for a task in several rings the one where finding the person is likeliest. */
  ring: z.number().int().min(1),
  /** That the person is within what the task covers. Tasks overlap: these do not add up to the station's probability. */
  probability,
  /** Minutes from the planning until it is due. */
  deadlineMinutes: z.number().int().positive(),
});
export type SearchTask = z.infer<typeof searchTaskSchema>;

export const stationSearchSchema = z.object({
  /** That the person is in this station's part of the rings. */
  probability,
  /** The station's share of each ring which reaches into its area; `ring` counts from 1 inside. */
  sectors: z.array(z.object({ ring: z.number().int().min(1), probability })),
  /** Likeliest first. */
  tasks: z.array(searchTaskSchema),
});
export type StationSearch = z.infer<typeof stationSearchSchema>;

/** Where and in which order to search. Numbers, keys and labels only: `planAsGeoJson` draws the polygons on demand. */
export const searchPlanSchema = z.object({
  /** Milliseconds since the epoch. */
  plannedAt: z.number().int(),
  origin: placeSchema,
  /** How far the person can have got; absent when the time is unknown. */
  limitMetres: z.number().positive().optional(),
  rings: z.array(
    z.object({ innerMetres: z.number().min(0), outerMetres: z.number().positive(), probability }),
  ),
  stations: z.record(z.string(), stationSearchSchema),
  /** That the person is within the rings but in no given station's area: time to call further stations. */
  outsideProbability: probability,
});
export type SearchPlan = z.infer<typeof searchPlanSchema>;
