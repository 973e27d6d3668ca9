import { LambdaInvocationError } from '../src/index.ts';
import type { Integrations } from '../src/index.ts';

/** What stands in for a function: `echo` answers with its payload, `raise` fails. */
export type StandIn = 'echo' | 'raise';

/** Integrations in which functions are stood in for, by their names; any other function does not exist. */
export function standInFunctions(standIns: ReadonlyMap<string, StandIn>): Integrations {
  return {
    invokeLambda: async ({ functionArn, payload }) => {
      const name = functionArn.split(':')[6] ?? functionArn;
      const standIn = standIns.get(name);
      if (standIn === 'echo') return payload ?? {};
      if (standIn === 'raise') {
        throw new LambdaInvocationError({
          errorType: 'Exception',
          errorMessage: 'Some exception was raised.',
          trace: [],
        });
      }
      throw Object.assign(new Error(`Function not found: ${functionArn}`), {
        name: 'ResourceNotFoundException',
      });
    },
  };
}

/** Reads `NAME=echo` or `NAME=raise`. Throws RangeError for anything else. */
export function parseStandIn(text: string): [string, StandIn] {
  const [name, standIn] = text.split('=');
  if (name !== undefined && name !== '' && (standIn === 'echo' || standIn === 'raise'))
    return [name, standIn];
  throw new RangeError(`--lambda takes NAME=echo or NAME=raise, not ${text}`);
}
