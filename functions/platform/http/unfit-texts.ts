import type { FieldError } from '#platform/errors.ts';

/**
 * Texts in `value` that no record can keep as they are: with a NUL, which printers and other systems take for the end,
 * or with half of a surrogate pair, which is no character and has neither a UTF-8 nor an RFC 8785 form to be hashed.
 * @param prefix - put before each path, such as `query.`
 */
export function unfitTexts(value: unknown, prefix: string): FieldError[] {
  if (typeof value === 'string') return isFit(value) ? [] : [unfit(prefix)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => unfitTexts(member, joined(prefix, name)));
}

function isFit(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function joined(prefix: string, name: string): string {
  return prefix === '' || prefix.endsWith('.') ? prefix + name : `${prefix}.${name}`;
}

function unfit(field: string): FieldError {
  return { field, message: 'must be text without NUL and without halves of characters' };
}
