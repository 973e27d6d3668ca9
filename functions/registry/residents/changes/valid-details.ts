import { residentDetailsSchema, type ResidentDetails } from '#functions/registry/model/resident.ts';
import { InvalidRequestError } from '#platform/errors.ts';

/**
 * What a record may say: a change of one member can contradict another that the request does not name.
 * @throws InvalidRequestError naming each member that cannot stand beside the others
 */
export function validDetails(details: object): ResidentDetails {
  const result = residentDetailsSchema.safeParse(details);
  if (result.success) return result.data;
  throw new InvalidRequestError(
    result.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message })),
  );
}
