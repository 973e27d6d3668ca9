import type { Decide } from '#platform/case/case-change.ts';
import * as steps from '#platform/case/process-step.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import { withDecisionsDue } from '#functions/transfer/commands/decisions-due.ts';
import { transferCaseSchema, type TransferCase } from '#functions/transfer/model/transfer-case.ts';

const transferProcess = { schema: transferCaseSchema, process: 'suspect-transfer' } as const;

/** Carries out a step of a transfer's process if it is due; see `takeStep` of the platform. */
export function takeStep(
  platform: Platform,
  run: steps.ProcessRun,
  name: string,
  decide: Decide<TransferCase>,
): Promise<Reply | undefined> {
  return steps.takeStep(platform, transferProcess, run, name, async (state, at) => {
    const change = await decide(state, at);
    return change && { ...change, next: withDecisionsDue(change.next, at) };
  });
}
