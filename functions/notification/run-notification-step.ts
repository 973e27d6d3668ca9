import * as z from 'zod';

import { callLevel } from './call-level.ts';
import { legIdsSchema, type NotificationPorts } from './leg-view.ts';
import { lookAtLeg, type LegOutlook } from './look-at-leg.ts';
import { publishTopic } from './publish-topic.ts';

/** What the state machine `notify` hands to its function. */
export const notificationStepSchema = legIdsSchema.extend({
  step: z.enum(['look', 'publishTopic', 'callFirstLevel', 'remind', 'climb', 'repeatLastLevel']),
});

/** What the state machine `notify` hands to its function. */
export type NotificationStep = z.infer<typeof notificationStepSchema>;

/**
 * Runs one step of a leg. Each decides on what is recorded whether it is still due, so repeating one does no harm.
 * @returns the outlook for `look`, else nothing to speak of
 */
export async function runNotificationStep(
  ports: NotificationPorts,
  { step, ...ids }: NotificationStep,
): Promise<LegOutlook | Record<string, never>> {
  if (step === 'look') return lookAtLeg(ports, ids);
  if (step === 'publishTopic') await publishTopic(ports, ids);
  else await callLevel(ports, ids, step);
  return {};
}
