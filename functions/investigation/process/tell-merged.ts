import { loadCase, runCaseCommand } from '#platform/case/case-command.ts';
import { decisionOf, notifying, stationsOf } from '#platform/case/case-change.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import type { Platform } from '#platform/platform.ts';
import { settled, withNewContent } from '#functions/investigation/commands/investigation-change.ts';
import {
  investigationCaseSchema,
  type InvestigationCase,
} from '#functions/investigation/model/investigation-case.ts';

import { takeStep } from './process-step.ts';

/**
 * Tells the case that this one has become part of: there it is one of `mergedFrom`. That case was open when the merger was
 * agreed; should it have been closed since, it is told all the same, and its stations read it there.
 */
export async function tellMerged(platform: Platform, run: ProcessRun): Promise<void> {
  const state = await loadCase(platform, run.caseId, investigationCaseSchema);
  const mergedInto = state && mergerToTell(state);
  if (state === undefined || mergedInto === undefined) return;
  await runCaseCommand(platform, {
    schema: investigationCaseSchema,
    caseId: mergedInto,
    actor: { kind: 'system', process: 'investigation' },
    action: 'process.noteMerged',
    decide: (target, at) => {
      if (target.mergedFrom.includes(state.caseId)) return undefined;
      const next = { ...target, mergedFrom: [...target.mergedFrom, state.caseId] };
      const change = { next, event: { type: 'mergedFrom', data: { caseId: state.caseId } } };
      const told = { kind: 'caseMerged', stationIds: stationsOf(target), toTopic: false } as const;
      const merged = withNewContent(target, notifying(change, [told], at), at);
      return decisionOf(settled(target, merged, at), target.version + 1);
    },
  });
  await takeStep(platform, run, 'tellMerged', (now, at) => {
    if (mergerToTell(now) === undefined || now.closure === undefined) return undefined;
    const closure = { ...now.closure, mergerToldAt: at.toISOString() };
    return { next: { ...now, closure }, event: { type: 'mergerTold', data: { mergedInto } } };
  });
}

/** The case that has to be told that this one has become part of it. */
export function mergerToTell({ status, closure }: InvestigationCase): string | undefined {
  return status === 'closed' && closure?.mergerToldAt === undefined ? closure?.mergedInto : undefined;
}
