import * as z from 'zod';

import { residentDetailsSchema } from '#functions/registry/model/resident.ts';

const { shape } = residentDetailsSchema;

/** A list as a correction names it: absent means that it stays, so that no default may empty it. */
function list<T extends z.ZodType>(schema: z.ZodDefault<z.ZodArray<T>>) {
  return schema.unwrap().optional();
}

/** What is to be corrected of a record. A list takes the place of the whole list; `null` takes a member away. */
export const detailsPatchSchema = z
  .strictObject({
    documents: shape.documents.optional(),
    name: shape.name.optional(),
    otherNames: list(shape.otherNames),
    birthDate: shape.birthDate.optional(),
    sex: shape.sex.optional(),
    nativePlace: shape.nativePlace.nullable(),
    household: shape.household.optional(),
    telephones: list(shape.telephones),
    photoReference: shape.photoReference.nullable(),
    registrations: list(shape.registrations),
    studying: shape.studying.unwrap().optional(),
    work: list(shape.work),
    permit: shape.permit.nullable(),
  })
  .refine((patch) => Object.values(patch).some((member) => member !== undefined), {
    message: 'must name what is to be corrected',
  });

/** What is to be corrected of a record. */
export type DetailsPatch = z.infer<typeof detailsPatchSchema>;
