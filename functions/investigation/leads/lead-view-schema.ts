import * as z from 'zod';

import { noteSchema } from '#functions/investigation/model/analysis-note.ts';
import { leadSchema } from '#functions/investigation/model/lead.ts';

/** That there is a lead which the reader may not read. */
const withheldLeadSchema = leadSchema
  .pick({ leadId: true, kind: true, stationId: true, at: true })
  .extend({ restricted: z.literal(true) });

/** A lead as one officer may see it. */
export const leadViewSchema = z.union([leadSchema, withheldLeadSchema]);

/** A lead as one officer may see it. */
export type LeadView = z.infer<typeof leadViewSchema>;

/** That there is a note which rests on leads that the reader may not read. */
const withheldNoteSchema = noteSchema
  .pick({ noteId: true, kind: true, stationId: true, at: true })
  .extend({ restricted: z.literal(true) });

/** An analysis note as one officer may see it. */
export const noteViewSchema = z.union([noteSchema, withheldNoteSchema]);

/** An analysis note as one officer may see it. */
export type NoteView = z.infer<typeof noteViewSchema>;
