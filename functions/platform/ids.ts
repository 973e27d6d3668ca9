import { createHash, randomBytes, randomInt } from 'node:crypto';

import { ulid } from 'ulid';

/** Crockford's base 32: no I, L, O, U, so that an id can be read over the telephone. */
const SPOKEN_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CASE_ID_RANDOM_LENGTH = 5;

/**
 * A case id such as `MP-261123-7F3K2`: kind, opening day in `timeZone`, five random characters.
 * Uniqueness is the store's to check; a clash is drawn again.
 */
export function newCaseId(kind: string, openedAt: Date, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: '2-digit',
    month: '2-digit',
    day: '2-digit',
  })
    .format(openedAt)
    .replaceAll('-', '');
  const random = Array.from({ length: CASE_ID_RANDOM_LENGTH }, () =>
    SPOKEN_ALPHABET.charAt(randomInt(SPOKEN_ALPHABET.length)),
  ).join('');
  return `${kind}-${day}-${random}`;
}

/** What `newCaseId` makes: `kind` is two letters, or a pattern of them. */
export function caseIdPattern(kind: string): RegExp {
  return new RegExp(`^${kind}-\\d{6}-[${SPOKEN_ALPHABET}]{${CASE_ID_RANDOM_LENGTH}}$`);
}

/** A sortable id such as `N-01J…`, unique without asking anyone. */
export function newId(prefix: string, at: Date): string {
  return `${prefix}-${ulid(at.getTime())}`;
}

/** A bearer token for a link: 128 random bits, 22 characters of base64url. Only its hash is stored. */
export function newLinkToken(): string {
  return randomBytes(16).toString('base64url');
}

/** SHA-256 in lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
