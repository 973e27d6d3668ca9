import { anyCaseSchema } from '#platform/case/case.ts';
import { runCaseCommand } from '#platform/case/case-command.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import { PROCESS_WAIT, waitKey, waitSchema } from '#platform/wait/wait.ts';

import { startProcessEffect } from './process-machine.ts';

/** Which execution of a case's process is to be followed by a new one. */
export interface ProcessPart {
  readonly caseId: string;
  readonly generation: number;
  readonly processPart: number;
}

/**
 * Lets a case's process go on in a new execution: because the old one's history fills, or because it died.
 * Nothing is due when another execution has taken over, or the process has finished: a closed case may still have to tell
 * others so, and as long as its process is waited for it has not.
 */
export function continueProcess(
  platform: Platform,
  part: ProcessPart,
  because: 'history' | 'died',
): Promise<Reply | undefined> {
  return runCaseCommand(platform, {
    schema: anyCaseSchema,
    caseId: part.caseId,
    actor: { kind: 'system', process: 'process' },
    action: 'process.continue',
    decide: async (state) => {
      const current = state.generation === part.generation && state.processPart === part.processPart;
      if (!current || (state.status === 'closed' && (await hasFinished(platform, state)))) return undefined;
      const next = { ...state, processPart: state.processPart + 1 };
      return {
        next,
        event: { type: 'processContinued', data: { because, processPart: next.processPart } },
        effects: [startProcessEffect(next)],
        reply: { status: 200, body: {} },
      };
    },
  });
}

async function hasFinished({ store }: Platform, { caseId }: ProcessPart): Promise<boolean> {
  return (await store.get(waitKey(caseId, PROCESS_WAIT), waitSchema)) === undefined;
}
