import * as z from 'zod';

/** Weights of the first 17 digits, and the check character by remainder: GB 11643-1999, ISO 7064 MOD 11-2. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/** The check character of the first 17 digits (GB 11643). */
export function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** Whether the last character of an 18-digit identity number is the check character of the first 17 (GB 11643). */
export function hasValidCheckDigit(identityNumber: string): boolean {
  return identityNumber[17] === checkCharacter(identityNumber);
}

/** An 18-digit identity number of a person (GB 11643); a wrong digit shows by the check character. */
export const identityNumberSchema = z
  .string()
  .regex(/^\d{17}[\dX]$/, 'must have 18 digits, the last of which may be X')
  .refine(hasValidCheckDigit, 'has a wrong check character');
