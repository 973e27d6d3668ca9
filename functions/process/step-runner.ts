import * as z from 'zod';

import type { ProcessRun } from '#platform/case/process-step.ts';
import type { Platform } from '#platform/platform.ts';
import { forgetWait } from '#platform/wait/forget-wait.ts';
import { PROCESS_WAIT } from '#platform/wait/wait.ts';

import { continueProcess } from './continue-process.ts';

/** The steps of a process by name, beside those that every process has. */
interface OwnSteps<P> {
  /** Says what is next. */
  readonly look: (platform: P, run: ProcessRun) => Promise<object>;
  readonly [name: string]: (platform: P, run: ProcessRun) => Promise<unknown>;
}

/**
 * What the function of a process does when its state machine asks for a step: takes it for the execution that asks. `look`
 * answers with what is next; the others answer nothing. Throws ZodError when what is asked for is no step of the process.
 */
export function stepRunner<P extends Platform>({ look, ...own }: OwnSteps<P>) {
  const steps: Omit<OwnSteps<P>, 'look'> = {
    ...own,
    continue: (platform, run) => continueProcess(platform, run, 'history'),
    finish: ({ store }, { caseId }) => forgetWait(store, caseId, PROCESS_WAIT),
  };
  // Ids only.
  const inputSchema = z.strictObject({
    step: z.enum(['look', ...Object.keys(steps)]),
    caseId: z.string(),
    generation: z.int(),
    processPart: z.int(),
  });
  return async (platform: P, input: unknown): Promise<object> => {
    const { step, ...run } = inputSchema.parse(input);
    if (step === 'look') return look(platform, run);
    await steps[step]?.(platform, run);
    return {};
  };
}
