import * as z from 'zod';

import { anyCaseSchema, caseKey } from '#platform/case/case.ts';
import { putWait } from '#platform/wait/put-wait.ts';
import { isSuccessor, PROCESS_WAIT, type Wait } from '#platform/wait/wait.ts';

import { completeWait, type EffectPorts } from './deliver-effect.ts';
import { machineOfCase } from './process-machine.ts';

/** What a state machine hands over when it begins to wait. */
export const registerWaitInputSchema = z.object({
  token: z.string().min(1),
  /** The execution's ARN (`$states.context.Execution.Id`). */
  executionArn: z.string().min(1),
  caseId: z.string(),
  /** `process`, or `legWaitName(…)`. */
  name: z.string(),
  /** Version of the case that the process acted on last. */
  seenVersion: z.int(),
  dueAt: z.iso.datetime(),
});

/** What a state machine hands over when it begins to wait. */
export type RegisterWaitInput = z.infer<typeof registerWaitInputSchema>;

/**
 * Registers a wait, unless a successor of this execution has registered already: a late registration must not hide the
 * wait of the process that has taken over. If the case has become newer than the process knows, the wait is completed at once: a change that
 * was committed between two waits is never missed, whichever of the two writes came first.
 */
export async function registerWait(ports: EffectPorts, input: RegisterWaitInput): Promise<void> {
  const wait: Wait = {
    caseId: input.caseId,
    name: input.name,
    token: input.token,
    machine: input.name === PROCESS_WAIT ? machineOfCase(input.caseId) : 'notify',
    executionName: input.executionArn.slice(input.executionArn.lastIndexOf(':') + 1),
    seenVersion: input.seenVersion,
    registeredAt: ports.clock.now().toISOString(),
    dueAt: input.dueAt,
  };
  await putWait(ports.store, wait.caseId, wait.name, (present) =>
    present !== undefined && isSuccessor(present.executionName, wait.executionName) ? undefined : wait,
  );
  const present = await ports.store.get(caseKey(input.caseId), anyCaseSchema);
  if (present !== undefined && present.body.version > input.seenVersion) await completeWait(ports, wait);
}
