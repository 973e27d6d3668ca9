import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'engine-cli-'));
});

afterAll(() => rm(directory, { recursive: true }));

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: 'asl' | 'conform', ...args: string[]): Promise<Outcome> {
  const script = fileURLToPath(new URL(`../../../local/engine/cli/${command}.ts`, import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

async function file(name: string, content: unknown): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, JSON.stringify(content));
  return path;
}

const Resource = 'arn:aws:lambda:us-east-1:111111111111:function:work';
const machine = (states: object): object => ({ QueryLanguage: 'JSONata', StartAt: 'A', States: states });

describe('asl', () => {
  const waiting = machine({
    A: { Type: 'Wait', Seconds: 86_400, Next: 'B' },
    B: { Type: 'Task', Resource, Arguments: { n: '{% $states.input.n + 1 %}' }, End: true },
  });

  it('prints an execution as one JSON object, turning the clock', async () => {
    const args = ['--input', '{"n":1}', '--json', '--virtual', '--lambda', 'work=echo'];
    const { code, stdout } = await run('asl', await file('waiting.json', waiting), ...args);
    expect(code).toBe(0);
    const printed = JSON.parse(stdout) as {
      status: string;
      output: unknown;
      events: { timestamp: string }[];
    };
    expect(printed).toMatchObject({ status: 'SUCCEEDED', output: { n: 2 }, error: null, cause: null });
    expect(printed.events).toHaveLength(9);
    const [first, last] = [printed.events[0], printed.events.at(-1)].map((event) =>
      Date.parse(event?.timestamp ?? ''),
    );
    expect((last ?? 0) - (first ?? 0)).toBe(86_400_000);
  });

  it('prints the history and how it ended, and exits 1 where it failed', async () => {
    const path = await file('task.json', machine({ A: { Type: 'Task', Resource, End: true } }));
    const { code, stdout } = await run('asl', path, '--lambda', 'work=raise');
    expect(code).toBe(1);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[4]).toContain('LambdaFunctionFailed');
    expect(lines.at(-1)).toContain('FAILED Exception');
  });

  it('says what it cannot run, and exits 2', async () => {
    const path = await file('jsonpath.json', machine({ A: { Type: 'Pass', InputPath: '$', End: true } }));
    const { code, stderr } = await run('asl', path);
    expect(code).toBe(2);
    expect(stderr).toContain("state 'A', field InputPath: is not supported here");
    expect(stderr).not.toContain('at ');
  });
});

describe('conform', () => {
  const recorded = (output: string): object => ({
    id: `gives ${output}`,
    needs: [],
    definition: machine({ A: { Type: 'Pass', Output: '{% 1 + 1 %}', End: true } }),
    input: null,
    lambdas: {},
    expected: [
      { type: 'ExecutionStarted' },
      { type: 'PassStateEntered', stateEnteredEventDetails: { name: 'A' } },
      { type: 'PassStateExited', stateExitedEventDetails: { name: 'A', output } },
      { type: 'ExecutionSucceeded', executionSucceededEventDetails: { output } },
    ],
  });

  it('exits 0 when all recorded executions agree', async () => {
    const { code, stdout } = await run('conform', await file('agreeing.json', [recorded('2')]));
    expect(stdout).toBe('1 of 1 recorded executions agree\n');
    expect(code).toBe(0);
  });

  it('names those which do not with the first difference, and exits 1', async () => {
    const shorter = {
      ...recorded('2'),
      id: 'is shorter',
      expected: [
        { type: 'ExecutionStarted' },
        { type: 'ExecutionSucceeded', executionSucceededEventDetails: { output: '2' } },
      ],
    };
    const { code, stdout } = await run(
      'conform',
      await file('differing.json', [recorded('2'), recorded('3'), shorter]),
    );
    expect(stdout.split('\n')).toEqual([
      'differs: gives 3',
      '  output: 3 recorded, 2 here',
      'differs: is shorter',
      '  event 2: ExecutionSucceeded recorded, PassStateEntered A here',
      '1 of 3 recorded executions agree',
      '',
    ]);
    expect(code).toBe(1);
  });

  it('exits 2 for what is no recording', async () => {
    expect((await run('conform', await file('none.json', { cases: [] }))).code).toBe(2);
  });
});
