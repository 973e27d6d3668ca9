import * as z from 'zod';

import { continueProcess } from '#functions/process/continue-process.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import type { Platform } from '#platform/platform.ts';
import { forgetWait } from '#platform/wait/forget-wait.ts';
import { PROCESS_WAIT } from '#platform/wait/wait.ts';

import { callChiefs, callSuperior } from './escalate.ts';
import { look } from './look.ts';

type Step = (platform: Platform, run: ProcessRun) => Promise<unknown>;

const steps = {
  look,
  callChiefs,
  callSuperior,
  continue: (platform, run) => continueProcess(platform, run, 'history'),
  finish: ({ store }, { caseId }) => forgetWait(store, caseId, PROCESS_WAIT),
} satisfies Record<string, Step>;

type StepName = keyof typeof steps;

/** What the state machine asks the function for: a step, and the execution that takes it. Ids only. */
export const processStepSchema = z.strictObject({
  step: z.enum(Object.keys(steps) as [StepName, ...StepName[]]),
  caseId: z.string(),
  generation: z.int(),
  processPart: z.int(),
});

/** A step of the process by name. `look` answers with what is next; the others answer nothing. */
export async function runProcessStep(platform: Platform, input: unknown): Promise<object> {
  const { step, ...run } = processStepSchema.parse(input);
  const result = await steps[step](platform, run);
  return step === 'look' && typeof result === 'object' ? result : {};
}
