import * as z from 'zod';

import { legWaitName } from '#platform/notification/open-notification.ts';
import type { Leg } from '#platform/notification/notification.ts';
import { forgetWait } from '#platform/wait/forget-wait.ts';

import { attempt } from './attempt.ts';
import { changeLegWrite, loadLeg, type LegIds, type LegView, type NotificationPorts } from './leg-view.ts';
import { nextLegStep, type LegStep } from './next-leg-step.ts';
import { legLadder } from './recipients.ts';
import { settleClaims } from './settle-claims.ts';

/** What the state machine does next, as `look` tells it. */
export const legOutlookSchema = z.object({
  next: z.enum([
    'publishTopic',
    'callFirstLevel',
    'remind',
    'climb',
    'repeatLastLevel',
    'awaitAcknowledgement',
    'awaitLimit',
    /** A claim of a process that died may still be published: wait until it is too late for that. */
    'awaitOutcome',
    'acknowledged',
    'stopped',
    'sent',
  ]),
  /** When to look again; now unless `next` awaits something. */
  dueAt: z.iso.datetime(),
  /** Version of the case that this was decided on, and the name of the wait: for registering the wait. */
  seenVersion: z.int(),
  waitName: z.string(),
});

/** What the state machine does next. */
export type LegOutlook = z.infer<typeof legOutlookSchema>;

/**
 * Looks at a leg and says what is due. Gives up the claims of processes that died, and closes the leg when nothing is
 * left to do.
 * @throws BusyError when other writers kept winning
 */
export async function lookAtLeg(ports: NotificationPorts, ids: LegIds): Promise<LegOutlook> {
  const waitName = legWaitName(ids.notificationId, ids.stationId);
  return attempt(async () => {
    const at = ports.clock.now();
    const before = await loadLeg(ports, ids);
    const { openUntil, gaveUp, heard } = await settleClaims(ports, before, at);
    const view = gaveUp ? await loadLeg(ports, ids) : before;
    const levels = legLadder(ports.deployment, view.notification.body, ids.stationId).length;
    const step = nextLegStep(view.state, view.notification.body, view.leg, { levels, heard }, at);
    const { next, dueAt } = outlook(step, openUntil, at);
    if (next === 'acknowledged' || next === 'stopped' || next === 'sent') {
      await closeLeg(ports, view, next);
      await forgetWait(ports.store, ids.caseId, waitName);
    }
    return { next, dueAt, seenVersion: view.state.version, waitName };
  });
}

function outlook(step: LegStep, openUntil: string | undefined, at: Date): Pick<LegOutlook, 'next' | 'dueAt'> {
  const waits = step.do === 'end' || step.do === 'awaitAcknowledgement' || step.do === 'awaitLimit';
  if (!waits) return { next: step.do, dueAt: at.toISOString() };
  const until = step.do === 'end' ? undefined : step.until;
  if (openUntil !== undefined && (until === undefined || openUntil < until))
    return { next: 'awaitOutcome', dueAt: openUntil };
  return step.do === 'end'
    ? { next: step.as, dueAt: at.toISOString() }
    : { next: step.do, dueAt: step.until };
}

async function closeLeg({ store }: NotificationPorts, view: LegView, status: Leg['status']): Promise<void> {
  if (view.leg.status === status) return;
  await store.transact([
    changeLegWrite(view, { status, topicDue: false, remindAt: undefined, limitAt: undefined }),
  ]);
}
