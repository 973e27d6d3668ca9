import type { Decide } from '#platform/case/case-change.ts';
import * as steps from '#platform/case/process-step.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import {
  investigationCaseSchema,
  type InvestigationCase,
} from '#functions/investigation/model/investigation-case.ts';

const investigationProcess = { schema: investigationCaseSchema, process: 'investigation' } as const;

/** Carries out a step of an investigation's process if it is due; see `takeStep` of the platform. */
export function takeStep(
  platform: Platform,
  run: steps.ProcessRun,
  name: string,
  decide: Decide<InvestigationCase>,
): Promise<Reply | undefined> {
  return steps.takeStep(platform, investigationProcess, run, name, decide);
}
