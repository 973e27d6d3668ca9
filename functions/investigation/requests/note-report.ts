import type * as z from 'zod';

import { noteContentSchema } from '#functions/investigation/model/analysis-note.ts';

/** An analysis note as an officer adds it. */
export const noteReportSchema = noteContentSchema;

/** An analysis note as an officer adds it. */
export type NoteReport = z.infer<typeof noteReportSchema>;
