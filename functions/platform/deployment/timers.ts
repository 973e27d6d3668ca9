import * as z from 'zod';

import { roleSchema } from '#platform/actor/actor.ts';

const SECONDS_RULE = 'must be whole seconds, from 10 to 2592000 (30 days)';
const secondsSchema = z
  .int({ error: SECONDS_RULE })
  .min(10, SECONDS_RULE)
  .max(30 * 86_400, SECONDS_RULE);

/** How urgent a case is; it chooses the time limits. */
export const severitySchema = z.enum(['critical', 'urgent', 'normal']);

/** How urgent a case is; it chooses the time limits. */
export type Severity = z.infer<typeof severitySchema>;

const secondsBySeveritySchema = z.strictObject({
  critical: secondsSchema,
  urgent: secondsSchema,
  normal: secondsSchema,
});

const ladderLevelSchema = z.strictObject({
  role: roleSchema.describe('Who is called at this level. The role must be allowed to acknowledge.'),
  of: z
    .enum(['station', 'superior'])
    .describe('Whose officers: of the alerted station, or of the partnership’s superior.'),
  limitSeconds: secondsBySeveritySchema.describe(
    'Seconds to acknowledge before the next level is called, by severity; a reminder goes out at half of them.',
  ),
});

/** One level of the ladder that an unanswered alert climbs. */
export type LadderLevel = z.infer<typeof ladderLevelSchema>;

const missingPersonTimersSchema = z.strictObject({
  reviewSeconds: secondsSchema.describe('Without news the search is reviewed and widened at this interval.'),
  superiorAfterSeconds: secondsSchema.describe(
    'Without a find the superior is called this long after the case was opened.',
  ),
  closeReminderSeconds: secondsSchema.describe(
    'After "found", how long until the stations are reminded to bring home and close.',
  ),
});

const investigationTimersSchema = z.strictObject({
  answerSeconds: secondsBySeveritySchema.describe(
    'How long the other station has to answer a formal request for cooperation; then its chief is called.',
  ),
  chiefSeconds: secondsBySeveritySchema.describe(
    'How long its chief has to see to the answer; then the superior is called.',
  ),
  papersSeconds: secondsSchema.describe(
    'How long after an emergency step its papers have to be there; then the superior is told.',
  ),
  consentReminderSeconds: secondsSchema.describe(
    'How often the other station is reminded that its consent to a closing is waited for.',
  ),
});

const transferTimersSchema = z.strictObject({
  appointmentGraceSeconds: secondsSchema.describe(
    'How long after the appointed time a handover may still begin; then the appointment is off.',
  ),
  handoverSeconds: secondsSchema.describe(
    'How long after the release the receipt may be signed; then custody stays where it was.',
  ),
  warnSeconds: z
    .array(secondsSchema)
    .min(1)
    .max(10)
    .describe('How long before a time limit of custody both chiefs are warned, the longest first.'),
});

const registryHitTimersSchema = z.strictObject({
  verifySeconds: secondsBySeveritySchema.describe(
    'How long two officers have to decide whether a resident is the wanted person; then both chiefs are called.',
  ),
  chiefSeconds: secondsBySeveritySchema.describe(
    'How long the chiefs have to see to it; then the superior is called.',
  ),
});

/** Time limits of alerts and processes, in seconds. */
export const timersSchema = z.strictObject({
  ladder: z
    .array(ladderLevelSchema)
    .min(1)
    .describe(
      'Levels in the order in which they are called; the last one repeats until somebody acknowledges.',
    ),
  linkSeconds: secondsSchema.describe('How long a link in an SMS can be used.'),
  missingPerson: missingPersonTimersSchema.describe('Timers of a search for a missing person.'),
  investigation: investigationTimersSchema.describe('Timers of a joint investigation.'),
  transfer: transferTimersSchema.describe('Timers of a suspect transfer.'),
  registryHit: registryHitTimersSchema.describe('Timers of a registry hit.'),
});
