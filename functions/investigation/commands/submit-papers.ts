import { recordActor } from '#platform/actor/actor.ts';
import { refuse } from '#platform/authorization/authorize.ts';
import { notifying, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { isPending } from '#platform/task/case-tasks.ts';
import type { Papers } from '#functions/investigation/requests/emergency-step.ts';

import { otherStationsStep } from './cancel-step.ts';
import { changedTasks } from './changed-tasks.ts';
import { findStep, withStep } from './find-step.ts';
import { requireChecklist } from './gate.ts';
import { changeContent, requireNotClosed } from './investigation-change.ts';
import { toChiefs } from './to-chiefs.ts';

/**
 * Submits the papers of an emergency step: the whole checklist. Its task is done; the chiefs of both stations are asked what
 * they say to the step.
 * @throws ConflictError `no-emergency`, `papers-submitted`, `gate-closed` with what is missing
 */
export function submitPapers(
  platform: Platform,
  command: OfficerCommand,
  stepId: string,
  { checklist }: Papers,
): Promise<Reply> {
  const { actor, caseId } = command;
  return changeContent(platform, 'investigation.submitPapers', command, async (state, at) => {
    requireNotClosed(state);
    const step = findStep(state, stepId);
    const { emergency, kind } = step;
    if (emergency === undefined)
      throw new ConflictError('no-emergency', 'Only an emergency step brings its papers afterwards.');
    if (step.executingStationId !== actor.stationId)
      return refuse(platform, actor, 'investigation.submitPapers', caseId, otherStationsStep());
    if (emergency.papersAt !== undefined)
      throw new ConflictError('papers-submitted', 'The papers of this step have come already.');
    requireChecklist(platform.deployment.coerciveSteps, { kind, checklist });
    const papersAt = at.toISOString();
    const late = at.getTime() > Date.parse(emergency.papersDueAt);
    const papers = { ...emergency, papersAt, papersBy: recordActor(actor) };
    const done = {
      status: 'done' as const,
      reportedAt: papersAt,
      reportedBy: actor.officerId,
      finding: 'nothing' as const,
    };
    return notifying(
      {
        next: withStep(state, { ...step, checklist, emergency: papers }),
        event: { type: 'papersSubmitted', data: { stepId, late } },
        writes: await changedTasks(platform.store, state, ({ tasks }) =>
          tasks.some((task) => task.taskId === emergency.papersTaskId && isPending(task))
            ? tasks.map((task) => (task.taskId === emergency.papersTaskId ? { ...task, ...done } : task))
            : tasks,
        ),
        answer: { stepId, late },
      },
      [toChiefs(state, 'stepApprovalNeeded')],
      at,
    );
  });
}
