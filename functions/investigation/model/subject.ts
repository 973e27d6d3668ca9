import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';
import { casePartition } from '#platform/case/case.ts';
import { identityNumberSchema } from '#platform/identity-number.ts';
import type { Key } from '#platform/store/item-store.ts';
import { boundedText } from '#platform/bounded-text.ts';
import { telephoneTextSchema } from '#platform/telephone-text.ts';
import { pointSchema } from '#platform/point.ts';

import { subjectIdSchema } from './lead.ts';

/** Somebody or something that leads speak of. */
export const subjectContentSchema = z.strictObject({
  /** What officers of both stations call it, such as 灰色面包车. */
  label: boundedText(60),
  person: z
    .strictObject({
      name: boundedText(40).optional(),
      sex: z.enum(['female', 'male']).optional(),
      born: z.iso.date().optional(),
      identityNumber: identityNumberSchema.optional(),
      telephone: telephoneTextSchema.optional(),
    })
    .optional(),
  vehicle: z
    .strictObject({
      plate: boundedText(20).optional(),
      type: boundedText(40).optional(),
      colour: boundedText(20).optional(),
    })
    .optional(),
  place: z.strictObject({ address: boundedText(200).optional(), point: pointSchema.optional() }).optional(),
  description: boundedText(1000).optional(),
});

/** A person, a vehicle or a place of an investigation: one of the three, and which is told by the member it has. */
export const subjectSchema = subjectContentSchema.extend({
  subjectId: subjectIdSchema,
  stationId: z.string(),
  at: z.iso.datetime(),
  by: actorRecordSchema,
});

/** A person, a vehicle or a place of an investigation. */
export type Subject = z.infer<typeof subjectSchema>;

/** What a subject is. */
export type SubjectType = 'person' | 'vehicle' | 'place';

/** The kinds of things that a subject says it is; a sound one says one. */
export function subjectTypesOf(
  subject: Partial<Readonly<Record<SubjectType, object | undefined>>>,
): SubjectType[] {
  return (['person', 'vehicle', 'place'] as const).filter((type) => subject[type] !== undefined);
}

/** Sort-key prefix of the subjects of a case. */
export const SUBJECT_PREFIX = 'SUBJECT#';

/** Key of a subject. */
export function subjectKey(caseId: string, subjectId: string): Key {
  return { pk: casePartition(caseId), sk: `${SUBJECT_PREFIX}${subjectId}` };
}
