import { StateMachineEngine, VirtualClock } from '@border815/engine';
import * as z from 'zod';

import { harnessArn } from './engine-executions.ts';

/** What a JSONata expression of a definition comes to in the engine at `now`, with these variables assigned before. */
export async function evaluateExpression(
  expression: string,
  variables: Readonly<Record<string, unknown>>,
  now: number,
): Promise<unknown> {
  const engine = await StateMachineEngine.open({
    clock: new VirtualClock(now),
    region: 'cn-north-1',
    account: '000000000000',
    integrations: { invokeLambda: async () => undefined },
  });
  const arn = harnessArn('states', 'stateMachine', 'expression');
  await engine.createStateMachine({
    name: 'expression',
    arn,
    roleArn: 'arn:aws:iam::000000000000:role/test',
    type: 'STANDARD',
    definition: {
      QueryLanguage: 'JSONata',
      StartAt: 'Assign',
      States: {
        Assign: { Type: 'Pass', Assign: variables, Next: 'Evaluate' },
        Evaluate: { Type: 'Pass', Output: { value: expression }, End: true },
      },
    },
  });
  const { executionArn } = await engine.startExecution({ stateMachineArn: arn });
  await engine.settle();
  const { output } = await engine.describeExecution({ executionArn });
  await engine.close();
  return z.object({ value: z.unknown() }).parse(JSON.parse(output ?? '{}')).value;
}
