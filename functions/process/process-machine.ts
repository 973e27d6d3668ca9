import type { CaseBase } from '#platform/case/case.ts';
import type { Effect, Machine } from '#platform/outbox/effect.ts';
import { processExecutionName } from '#platform/case/case.ts';

/** The state machine that drives each kind of case. */
const machineOfKind: Readonly<Record<CaseBase['kind'], Machine>> = { MP: 'missing-person' };

/** The effect that starts the process of a case as it is after the command. */
export function startProcessEffect(
  next: Pick<CaseBase, 'caseId' | 'kind' | 'generation' | 'processPart'>,
): Extract<Effect, { type: 'startExecution' }> {
  return {
    type: 'startExecution',
    machine: machineOfKind[next.kind],
    executionName: processExecutionName(next),
    input: { caseId: next.caseId, generation: next.generation, processPart: next.processPart },
  };
}
