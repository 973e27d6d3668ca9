import type { AcceptedFinding } from './accepted-finding.ts';
import { machines } from './constructs.ts';

/** Findings of cfn-lint that stay. */
export const acceptedByCfnLint: readonly AcceptedFinding[] = [
  {
    rule: 'W3005',
    on: ['stateless/Apis/*', 'stateless/Processes/*', 'stateless/Registry/*', ...machines],
    detail: /^DependsOn\//,
    reason:
      'The library lets a function or state machine wait for its role together with the role’s policy. The second is needed; the first ' +
      'repeats what the reference says, and does no harm.',
  },
  {
    rule: 'E3601',
    on: machines,
    detail: /^Properties\/DefinitionString\/States\/\w+\/Resource$/,
    reason:
      'The rule checks the definition before its substitutions are filled in, and does not know ${Partition} in an ARN. ' +
      'Filled in, each definition is checked by asl-validator (test/infra/state-machines.test.ts) and run by the engine.',
  },
  {
    rule: 'E3601',
    on: machines,
    detail: /^Properties\/DefinitionString\/States\/\w+\/TimeoutSeconds$/,
    reason: 'The rule knows numbers only; a JSONata state takes an expression here (Amazon States Language).',
  },
];
