import * as z from 'zod';

/** A text of at least one and at most `max` characters, without blanks around it. */
export function boundedText(max: number) {
  return z.string().trim().min(1).max(max);
}
