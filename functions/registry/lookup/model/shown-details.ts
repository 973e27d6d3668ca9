import * as z from 'zod';

import {
  registrationSchema,
  residentDetailsSchema,
  workSchema,
  permitSchema,
} from '#functions/registry/model/resident.ts';
import { identityDocumentSchema } from '#functions/registry/model/identity-document.ts';

const { sex, household, studying } = residentDetailsSchema.shape;

/** A resident as somebody sees them: texts of which the middle may be masked. */
export const shownDetailsSchema = z.object({
  documents: z.array(
    z.object({
      type: z.enum(identityDocumentSchema.options.map((option) => option.shape.type.value)),
      number: z.string(),
      /** Of a passport. */
      country: z.string().optional(),
      /** What another document is. */
      name: z.string().optional(),
    }),
  ),
  name: z.string(),
  otherNames: z.array(z.object({ kind: z.enum(['former', 'alias']), name: z.string() })),
  /** `1985-**-**` when masked. */
  birthDate: z.string(),
  sex,
  nativePlace: z.string().optional(),
  household,
  telephones: z.array(z.string()),
  /** Absent when it is not shown. */
  photoReference: z.string().optional(),
  registrations: z.array(
    z.object({
      ...registrationSchema.shape,
      address: z.string(),
      landlord: z.object({ name: z.string().optional(), telephone: z.string().optional() }).optional(),
    }),
  ),
  studying,
  work: z.array(z.object({ ...workSchema.shape, employer: z.string() })),
  permit: z.object({ ...permitSchema.shape, number: z.string() }).optional(),
});

/** A resident as somebody sees them. */
export type ShownDetails = z.infer<typeof shownDetailsSchema>;
