import { noteTransfer } from '#functions/investigation/process/note-transfer.ts';
import { loadCase } from '#platform/case/case-command.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import type { Platform } from '#platform/platform.ts';
import {
  transferCaseSchema,
  type TransferCase,
  type TransferOutcome,
} from '#functions/transfer/model/transfer-case.ts';

import { takeStep } from './process-step.ts';

/** Tells the investigation in which the suspect was arrested how the transfer has ended. */
export async function tellInvestigation(platform: Platform, run: ProcessRun): Promise<void> {
  const state = await loadCase(platform, run.caseId, transferCaseSchema);
  const ended = state && endToTell(state);
  if (state?.investigationId === undefined || ended === undefined) return;
  const { caseId: transferId, investigationId } = state;
  await noteTransfer(platform, { investigationId, transferId, status: ended });
  await takeStep(platform, run, 'tellInvestigation', (now) =>
    endToTell(now) === ended
      ? {
          next: { ...now, investigationTold: ended },
          event: { type: 'investigationTold', data: { investigationId, status: ended } },
        }
      : undefined,
  );
}

/** The end of the transfer that its investigation does not know yet. */
export function endToTell(state: TransferCase): TransferOutcome | undefined {
  const { investigationId, investigationTold } = state;
  const end = endOf(state);
  return investigationId === undefined || end === investigationTold ? undefined : end;
}

function endOf({ status, outcome }: TransferCase): TransferOutcome | undefined {
  if (status === 'closed') return outcome;
  return status === 'received' || status === 'freed' || status === 'cancelled' ? status : undefined;
}
