import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { boundedText } from '#platform/bounded-text.ts';
import { pointSchema } from '#platform/point.ts';

import { documentNumberSchema } from './cooperation.ts';
import { leadIdSchema } from './lead.ts';
import { suspectDetailsSchema } from './matter.ts';

/** Where the suspect is, by which leads. */
export const locationSchema = z.object({
  point: pointSchema,
  place: boundedText(200),
  at: z.iso.datetime(),
  leadIds: z.array(leadIdSchema).max(50),
  by: actorRecordSchema,
});

/** The arrest plan in force; its tasks are among the tasks of the stations. */
export const arrestPlanSchema = z.object({
  /** Rises with each plan, also after the suspect was lost. */
  planNumber: z.int().min(1),
  assembleAt: z.strictObject({ time: z.iso.datetime(), place: boundedText(200) }).optional(),
  note: boundedText(1000).optional(),
  at: z.iso.datetime(),
  by: actorRecordSchema,
});

/** Measures under which an arrested person is held. */
export const measureSchema = z.enum([
  'summons',
  'policeQuestioning',
  'administrativeQuestioning',
  'detention',
]);

/** Who was arrested, where, when and by whom, and under which measure they are held. */
export const arrestSchema = z.object({
  stepId: z.string(),
  suspect: suspectDetailsSchema,
  at: z.iso.datetime(),
  place: boundedText(200),
  /** The station that made the arrest and holds the suspect. */
  stationId: z.string(),
  byOfficerIds: z.array(z.string()).min(1).max(20),
  measure: measureSchema,
  measureDocument: documentNumberSchema,
  deprivedOfLibertyAt: z.iso.datetime(),
  note: boundedText(1000).optional(),
  recordedAt: z.iso.datetime(),
  recordedBy: actorRecordSchema,
});

/** An arrest. */
export type Arrest = z.infer<typeof arrestSchema>;

/** The suspect transfer that the arrest has opened, and how it stood when its process last told. */
export const linkedTransferSchema = z.object({
  transferId: z.string(),
  status: z.string().optional(),
  toldAt: z.iso.datetime().optional(),
});
