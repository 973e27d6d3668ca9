import aslValidator from 'asl-validator';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { resourcesOfType, synthesise } from './synthesised.ts';

const machineSchema = z.object({
  DefinitionString: z.string(),
  DefinitionSubstitutions: z.record(z.string(), z.unknown()),
});

const machines = resourcesOfType(synthesise('prod').stateless, 'AWS::StepFunctions::StateMachine').map(
  ([id, { Properties }]) => [id, machineSchema.parse(Properties)] as const,
);

/** The definition as Step Functions would get it. */
function resolved({ DefinitionString, DefinitionSubstitutions }: z.infer<typeof machineSchema>): string {
  return DefinitionString.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (!(name in DefinitionSubstitutions)) throw new Error(`Nothing stands for \${${name}}.`);
    return name === 'Partition' ? 'aws' : `arn:aws:lambda:eu-central-1:123456789012:function:${name}`;
  });
}

describe.each(machines)('the state machine %s', (_, machine) => {
  it('is valid once its placeholders are filled', () => {
    const verdict = aslValidator(JSON.parse(resolved(machine)));
    expect(verdict.isValid ? 'valid' : verdict.errorsText('\n')).toBe('valid');
  });

  it('has a substitution for each placeholder and no other', () => {
    const used = [...machine.DefinitionString.matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => name);
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(machine.DefinitionSubstitutions).toSorted());
  });

  it('speaks JSONata and reaches its services in whatever partition it is deployed to', () => {
    expect(JSON.parse(machine.DefinitionString)).toHaveProperty('QueryLanguage', 'JSONata');
    expect(machine.DefinitionString).not.toContain('arn:aws');
  });
});
