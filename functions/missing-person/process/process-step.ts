import type { Decide } from '#platform/case/case-change.ts';
import * as steps from '#platform/case/process-step.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import {
  missingPersonCaseSchema,
  type MissingPersonCase,
} from '#functions/missing-person/model/missing-person-case.ts';

/** The process of a missing person's case. */
export const missingPersonProcess = { schema: missingPersonCaseSchema, process: 'missing-person' } as const;

/** Carries out a step of a missing person's process if it is due; see `takeStep` of the platform. */
export function takeStep(
  platform: Platform,
  run: steps.ProcessRun,
  name: string,
  decide: Decide<MissingPersonCase>,
): Promise<Reply | undefined> {
  return steps.takeStep(platform, missingPersonProcess, run, name, decide);
}
