import type { CaseBase } from '#platform/case/case.ts';
import { caseKindSchema, type CaseKind } from '#platform/case/case-status.ts';
import type { Effect, Machine } from '#platform/outbox/effect.ts';
import { processExecutionName } from '#platform/case/case.ts';

/** The state machine that drives each kind of case. */
const machineOfKind: Readonly<Record<CaseKind, Machine>> = {
  MP: 'missing-person',
  JI: 'investigation',
  ST: 'suspect-transfer',
  RH: 'registry-hit',
};

/** The state machine that drives a case, whose id begins with its kind. */
export function machineOfCase(caseId: string): Machine {
  return machineOfKind[caseKindSchema.parse(caseId.slice(0, 2))];
}

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
