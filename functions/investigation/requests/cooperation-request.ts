import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { documentNumberSchema } from '#functions/investigation/model/cooperation.ts';

/** Id of an officer of a roster. */
export const officerIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'must be an officer id of the roster');

/** Id of a configured station. */
export const stationIdSchema = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'must be a station id');

/** The formal request for cooperation: again with a supplement when more was asked for, or a new letter when declined. */
export const cooperationRequestSchema = z.strictObject({
  letterNumber: documentNumberSchema,
  /** Deputy or chief in the roster of the requesting station. */
  approvingOfficerId: officerIdSchema,
  note: boundedText(1000).optional(),
  /** What was asked for; needed then, and only then. */
  supplement: boundedText(2000).optional(),
});

/** The formal request for cooperation. */
export type CooperationRequest = z.infer<typeof cooperationRequestSchema>;
