import type * as z from 'zod';

import { subjectContentSchema, subjectTypesOf } from '#functions/investigation/model/subject.ts';

/** A person, a vehicle or a place as an officer adds it. */
export const subjectReportSchema = subjectContentSchema.superRefine((subject, context) => {
  if (subjectTypesOf(subject).length === 1) return;
  const message = 'must have exactly one of person, vehicle, place';
  context.addIssue({ code: 'custom', path: [], message });
});

/** A person, a vehicle or a place as an officer adds it. */
export type SubjectReport = z.infer<typeof subjectReportSchema>;
