import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { residentDetailsSchema } from '#functions/registry/model/resident.ts';
import { checkCharacter } from '#platform/identity-number.ts';

/** An 18-digit number with a valid check character, whose area code (990000) no place has. */
export function inventedNumber(birthDate = '1985-03-12', order = 411): string {
  const digits = `990000${birthDate.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  return digits + checkCharacter(digits);
}

/** An invented resident; a number that fits the birth date and sex, unless documents are given. */
export function inventedResident(
  changes: Partial<ResidentDetails> & { readonly order?: number } = {},
): ResidentDetails {
  const { order = 411, ...details } = changes;
  const birthDate = details.birthDate ?? '1985-03-12';
  return residentDetailsSchema.parse({
    documents: [{ type: 'identityCard', number: inventedNumber(birthDate, order) }],
    name: '程伟',
    birthDate,
    sex: order % 2 === 1 ? 'male' : 'female',
    household: 'elsewhere',
    ...details,
  });
}
