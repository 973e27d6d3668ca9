import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { RealClock, StateMachineEngine } from '@border815/engine';
import { StateMachine } from 'aws-local-stepfunctions';
import jsonata from 'jsonata';

import { chainInput, chainLength, countingExpression, jsonataChain, plainChain } from './pass-chain.ts';

/** How the executions of a run are started: each after the end of the one before, or all at once. */
export type Mode = 'one after the other' | 'all at once';

/** A run of so many executions. */
export interface Load {
  readonly executions: number;
  readonly mode: Mode;
}

/** Something that is measured: carries out a load and gives the milliseconds that it took, without its preparation. */
export interface Contender {
  readonly name: string;
  run(load: Load): Promise<number>;
}

const machine = {
  name: 'chain',
  arn: 'arn:aws:states:us-east-1:111111111111:stateMachine:chain',
  roleArn: 'arn:aws:iam::111111111111:role/chain',
  type: 'STANDARD',
} as const;

/** This project's engine in memory. */
export function engineInMemory(counting: boolean): Contender {
  return { name: 'engine, in memory', run: (load) => runEngine(load, counting) };
}

/** This project's engine with its journal in a directory below `parent`: on the disk that is to be measured. */
export function engineJournaled(counting: boolean, parent: string): Contender {
  return {
    name: 'engine, journaled',
    async run(load) {
      const directory = mkdtempSync(join(parent, 'journal-'));
      try {
        return await runEngine(load, counting, directory);
      } finally {
        rmSync(directory, { recursive: true });
      }
    },
  };
}

async function runEngine(load: Load, counting: boolean, journalDirectory?: string): Promise<number> {
  const engine = await StateMachineEngine.open({
    clock: new RealClock(),
    integrations: { invokeLambda: () => Promise.reject(new Error('The chain calls no function.')) },
    journalDirectory,
    region: 'us-east-1',
    account: '111111111111',
  });
  try {
    await engine.createStateMachine({ ...machine, definition: jsonataChain({ counting }) });
    const executionArns: string[] = [];
    const start = async (): Promise<void> => {
      const request = { stateMachineArn: machine.arn, input: JSON.stringify(chainInput) };
      executionArns.push((await engine.startExecution(request)).executionArn);
    };
    const elapsed = await timed(load, async (mode, times) => {
      if (mode === 'all at once') await Promise.all(Array.from({ length: times }, start));
      else for (let each = 0; each < times; each += 1) await startAndSettle(engine, start);
      await engine.settle();
    });
    await verifyOutput(engine, executionArns.at(-1), counting);
    return elapsed;
  } finally {
    await engine.close();
  }
}

async function startAndSettle(engine: StateMachineEngine, start: () => Promise<void>): Promise<void> {
  await start();
  await engine.settle();
}

async function verifyOutput(
  engine: StateMachineEngine,
  executionArn: string | undefined,
  counting: boolean,
): Promise<void> {
  if (executionArn === undefined) throw new Error('Nothing was run.');
  const { status, output } = await engine.describeExecution({ executionArn });
  verify(
    { status, output },
    { status: 'SUCCEEDED', output: JSON.stringify({ n: counting ? chainLength : 0 }) },
  );
}

/** The peer: runs the chain without a history and without JSONata. */
export const localStepFunctions: Contender = {
  name: 'aws-local-stepfunctions',
  async run(load) {
    const peer = new StateMachine(plainChain());
    const execute = async (): Promise<void> => verify(await peer.run(chainInput).result, chainInput);
    return timed(load, async (mode, times) => {
      if (mode === 'all at once') await Promise.all(Array.from({ length: times }, execute));
      else for (let each = 0; each < times; each += 1) await execute();
    });
  },
};

/** The limit: the expressions alone, evaluated one after the other, parsed once. */
export const bareJsonata: Contender = {
  name: 'jsonata alone',
  async run(load) {
    const expression = jsonata(countingExpression);
    return timed(load, async (_mode, times) => {
      for (let each = 0; each < times; each += 1) {
        let input: unknown = chainInput;
        for (let state = 0; state < chainLength; state += 1) {
          input = await expression.evaluate(undefined, { states: { input } });
        }
        verify(input, { n: chainLength });
      }
    });
  },
};

async function timed(
  { executions, mode }: Load,
  work: (mode: Mode, times: number) => Promise<void>,
): Promise<number> {
  const start = performance.now();
  await work(mode, executions);
  return performance.now() - start;
}

/** What does not do the work must not be measured. */
function verify(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) === JSON.stringify(expected)) return;
  throw new Error(`The chain gave ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}.`);
}
