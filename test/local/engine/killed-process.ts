import { appendFileSync } from 'node:fs';
import { RealClock, StateMachineEngine } from '@border815/engine';
import type { Integrations } from '@border815/engine';

/** Runs on its own until it is killed: starts executions and prints the name of each that was accepted. */

const [journalDirectory = '', calls = ''] = process.argv.slice(2);

const invokeLambda: Integrations['invokeLambda'] = async ({ executionArn, stateName }) => {
  appendFileSync(calls, `${executionArn} ${stateName}\n`);
  await new Promise((resolve) => setTimeout(resolve, 5));
  return {};
};

const engine = await StateMachineEngine.open({
  clock: new RealClock(),
  integrations: { invokeLambda },
  journalDirectory,
  region: 'cn-north-1',
  account: '111111111111',
});
const Resource = 'arn:aws-cn:lambda:cn-north-1:111111111111:function:work';
const arn = 'arn:aws-cn:states:cn-north-1:111111111111:stateMachine:machine';
await engine.createStateMachine({
  name: 'machine',
  arn,
  roleArn: 'arn:aws-cn:iam::111111111111:role/machine',
  type: 'STANDARD',
  definition: {
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: {
      A: { Type: 'Task', Resource, Next: 'B' },
      B: { Type: 'Task', Resource, Next: 'C' },
      C: { Type: 'Task', Resource, End: true },
    },
  },
});
for (let index = 0; ; index += 1) {
  const { executionArn } = await engine.startExecution({ stateMachineArn: arn, name: `MP${index}` });
  process.stdout.write(`${executionArn}\n`);
}
