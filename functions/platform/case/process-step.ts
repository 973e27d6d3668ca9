import type * as z from 'zod';

import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';

import { decisionOf, type Decide } from './case-change.ts';
import { runCaseCommand } from './case-command.ts';
import type { CaseBase } from './case.ts';

/** The execution that asks for a step: of which case, generation and part. */
export interface ProcessRun {
  readonly caseId: string;
  readonly generation: number;
  readonly processPart: number;
}

/** Whether the case is still driven by this execution, and not by a later one. */
export function isDriving(run: ProcessRun, state: Pick<CaseBase, 'generation' | 'processPart'>): boolean {
  return state.generation === run.generation && state.processPart === run.processPart;
}

/** The process of one kind of case. */
export interface CaseProcess<C extends CaseBase> {
  readonly schema: z.ZodType<C>;
  /** Its name, as its steps' actor. */
  readonly process: string;
}

/**
 * Carries out a step of a case's process if it is due on the case as it is now. A step that came late, twice, or from an
 * execution that has been replaced does nothing.
 */
export function takeStep<C extends CaseBase>(
  platform: Platform,
  { schema, process }: CaseProcess<C>,
  run: ProcessRun,
  name: string,
  decide: Decide<C>,
): Promise<Reply | undefined> {
  return runCaseCommand(platform, {
    schema,
    caseId: run.caseId,
    actor: { kind: 'system', process },
    action: `process.${name}`,
    decide: async (state, at) => {
      if (!isDriving(run, state)) return undefined;
      const change = await decide(state, at);
      return change && decisionOf(change, state.version + 1);
    },
  });
}
