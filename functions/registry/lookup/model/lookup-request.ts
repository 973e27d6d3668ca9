import type * as z from 'zod';

import { criteriaSchema } from './criteria.ts';
import { reasonSchema } from './ground.ts';

/** Whom an officer looks for, what for, and on what ground. */
export const lookupRequestSchema = reasonSchema.extend({ criteria: criteriaSchema });

/** Whom an officer looks for, what for, and on what ground. */
export type LookupRequest = z.infer<typeof lookupRequestSchema>;
