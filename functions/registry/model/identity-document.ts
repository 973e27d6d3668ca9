import * as z from 'zod';

import { identityNumberSchema } from '#platform/identity-number.ts';

/** Date of a calendar, `YYYY-MM-DD`. */
export const dateSchema = z.iso.date('must be a date such as 1985-03-12');

/** First and last birth date that a record may have: the comparison with the wanted list looks at no other day. */
export const BIRTH_DATES = { from: '1880-01-01', to: '2099-12-31' } as const;

/** A birth date, within `BIRTH_DATES`. */
export const birthDateSchema = dateSchema.refine(
  (date) => date >= BIRTH_DATES.from && date <= BIRTH_DATES.to,
  { message: `must be from ${BIRTH_DATES.from} to ${BIRTH_DATES.to}` },
);

/** What somebody is known by: the 18-digit number of an identity card (GB 11643), a passport, or another document. */
export const identityDocumentSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('identityCard'), number: identityNumberSchema }),
  z.strictObject({
    type: z.literal('passport'),
    number: z.string().regex(/^[A-Z0-9]{5,15}$/, 'must be 5 to 15 capital letters or digits'),
    /** ISO 3166-1 alpha-3. */
    country: z.string().regex(/^[A-Z]{3}$/, 'must be a country in three capital letters, such as CHN'),
  }),
  z.strictObject({
    type: z.literal('other'),
    /** What it is: a seaman's book, a household register. */
    name: z.string().min(1).max(40),
    number: z.string().regex(/^[A-Z0-9-]{3,30}$/, 'must be 3 to 30 capital letters, digits or hyphens'),
  }),
]);

/** What somebody is known by. */
export type IdentityDocument = z.infer<typeof identityDocumentSchema>;

/** Sex as identity documents have it. */
export const sexSchema = z.enum(['male', 'female']);

/** Birth date in an identity card's number: digits 7 to 14 (GB 11643). */
export function birthDateOfNumber(number: string): string {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
}

/** Sex in an identity card's number: the 17th digit is odd for men (GB 11643). */
export function sexOfNumber(number: string): z.infer<typeof sexSchema> {
  return Number(number[16]) % 2 === 1 ? 'male' : 'female';
}

/** What two documents have in common when they are the same one, in one line: `identityCard:330621198503120011`. */
export function documentKey(document: IdentityDocument): string {
  return [
    document.type,
    ...(document.type === 'passport' ? [document.country] : []),
    ...(document.type === 'other' ? [document.name] : []),
    document.number,
  ].join(':');
}
