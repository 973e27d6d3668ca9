import * as z from 'zod';

import { searchPlanSchema, stationSearchSchema } from '#functions/missing-person/search/search-plan.ts';
import {
  meansOfTravelSchema,
  searchCategorySchema,
} from '#functions/missing-person/search/search-profile.ts';

import { pointSchema } from '#platform/point.ts';

/** Why a plan is wanted. */
export const planReasonSchema = z.enum(['opened', 'sighting', 'amended', 'reopened']);

/** Why a plan is wanted. */
export type PlanReason = z.infer<typeof planReasonSchema>;

/**
 * The newest plan in numbers: what each station's part of each ring holds. `basis` is what it was computed from, so that
 * its polygons can be drawn again at any time and need not be stored.
 */
export const planSummarySchema = z.object({
  planNumber: z.int().min(1),
  plannedAt: z.iso.datetime(),
  basis: z.object({
    category: searchCategorySchema,
    origin: pointSchema,
    originTime: z.iso.datetime().optional(),
    meansOfTravel: meansOfTravelSchema,
    direction: z.number().optional(),
    widening: z.int().min(0),
  }),
  limitMetres: searchPlanSchema.shape.limitMetres,
  rings: searchPlanSchema.shape.rings,
  stations: z.record(z.string(), stationSearchSchema.omit({ tasks: true })),
  outsideProbability: searchPlanSchema.shape.outsideProbability,
});

/** The newest plan in numbers. */
export type PlanSummary = z.infer<typeof planSummarySchema>;

/** Where the search of a case stands, and when its timers fall due. */
export const searchStateSchema = z.object({
  /** Where the person was last seen, or the newest sighting. */
  origin: pointSchema,
  originTime: z.iso.datetime().optional(),
  /** The sighting that gave the origin; absent while it is the last-seen point. */
  originSightingId: z.string().optional(),
  /** Direction of travel at the origin, degrees from north. */
  direction: z.number().optional(),
  /** How often the search from this origin was widened. */
  widening: z.int().min(0),
  /** Number of the newest plan; 0 before the first. */
  planNumber: z.int().min(0),
  /** Number of the first plan from this origin: what was done for an earlier plan has to be done again. */
  originPlan: z.int().min(1),
  /** Why a new plan is due; absent while the newest plan holds. */
  planNeeded: planReasonSchema.optional(),
  /** When the newest review without news was. */
  reviewedAt: z.iso.datetime().optional(),
  /** When the next review is due; absent until there is a plan. */
  nextReviewAt: z.iso.datetime().optional(),
  /** When the superior is called unless the person is found. */
  superiorCallAt: z.iso.datetime(),
  superiorCalledAt: z.iso.datetime().optional(),
  plan: planSummarySchema.optional(),
});

/** Where the search of a case stands. */
export type SearchState = z.infer<typeof searchStateSchema>;
