import * as z from 'zod';

/** An id of this prefix, such as `I-01J…`. */
export function idSchema(prefix: string) {
  return z.string().regex(new RegExp(`^${prefix}-[0-9A-Z]{26}$`), `must be an id such as ${prefix}-01J…`);
}
