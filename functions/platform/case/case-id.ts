import * as z from 'zod';

import { caseIdPattern } from '#platform/ids.ts';

/** The id of a case of any kind, as it comes from outside. */
export const caseIdSchema = caseIdSchemaOf('[A-Z]{2}');

/** The id of a case of one kind, such as `MP`, as it comes from outside. */
export function caseIdSchemaOf(kind: string): z.ZodString {
  return z.string().regex(caseIdPattern(kind), 'must be a case id such as MP-261123-7F3K2');
}
