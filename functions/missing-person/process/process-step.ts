import { runCaseCommand } from '#platform/case/case-command.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import {
  missingPersonCaseSchema,
  type MissingPersonCase,
} from '#functions/missing-person/model/missing-person-case.ts';
import { decisionOf, type CaseChange } from '#functions/missing-person/commands/case-change.ts';

/** The execution that asks for a step: of which case, generation and part. */
export interface ProcessRun {
  readonly caseId: string;
  readonly generation: number;
  readonly processPart: number;
}

/** Whether the case is still driven by this execution, and not by a later one. */
export function isDriving(run: ProcessRun, state: MissingPersonCase): boolean {
  return state.generation === run.generation && state.processPart === run.processPart;
}

/**
 * Carries out a step of a case's process if it is due on the case as it is now. A step that came late, twice, or from an
 * execution that has been replaced does nothing.
 */
export function takeStep(
  platform: Platform,
  run: ProcessRun,
  name: string,
  decide: (state: MissingPersonCase, at: Date) => CaseChange | undefined | Promise<CaseChange | undefined>,
): Promise<Reply | undefined> {
  return runCaseCommand(platform, {
    schema: missingPersonCaseSchema,
    caseId: run.caseId,
    actor: { kind: 'system', process: 'missing-person' },
    action: `process.${name}`,
    decide: async (state, at) => {
      if (!isDriving(run, state)) return undefined;
      const change = await decide(state, at);
      return change && decisionOf(change, state.version + 1);
    },
  });
}
