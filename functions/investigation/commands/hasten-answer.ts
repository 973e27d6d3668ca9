import { notifying, wakeAll } from '#platform/case/case-change.ts';
import { addSeconds } from '#platform/clock.ts';
import type { Deployment } from '#platform/deployment/deployment.ts';
import { isMoreUrgent } from '#platform/deployment/is-more-urgent.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';

import type { InvestigationChange } from './investigation-change.ts';

/**
 * The change, of a case that has become more urgent by it: whoever is being called is called at the new pace, and a request that
 * waits for its answer is due as soon as a new one would be. What is due already is never put off.
 */
export function hastened(
  { timers }: Deployment,
  before: InvestigationCase,
  change: InvestigationChange,
  at: Date,
): InvestigationChange {
  const { severity } = change.next;
  if (!isMoreUrgent(severity, before.severity)) return change;
  const woken = { ...change, effects: [...(change.effects ?? []), wakeAll(before)] };
  const { cooperation } = before;
  if (before.status !== 'requested' || cooperation === undefined) return woken;
  const { answerSeconds, chiefSeconds } = timers.investigation;
  const { superiorCallAt } = cooperation;
  const answerDueAt = earlier(cooperation.answerDueAt, addSeconds(at, answerSeconds[severity]));
  const sooner = {
    ...cooperation,
    answerDueAt,
    ...(superiorCallAt === undefined
      ? {}
      : { superiorCallAt: earlier(superiorCallAt, addSeconds(at, chiefSeconds[severity])) }),
  };
  const next = { ...change.next, cooperation: sooner };
  if (answerDueAt === cooperation.answerDueAt) return { ...woken, next };
  return notifying(
    { ...woken, next, event: { ...change.event, data: { ...change.event.data, answerDueAt } } },
    [{ kind: 'cooperationRequested', stationIds: [next.assistingStationId], toTopic: false }],
    at,
  );
}

function earlier(due: string, instant: Date): string {
  return Date.parse(due) <= instant.getTime() ? due : instant.toISOString();
}
