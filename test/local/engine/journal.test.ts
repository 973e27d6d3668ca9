import { readFileSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JournalError } from '@border815/engine';
import type { JsonObject } from '@border815/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bench, MACHINE, START, callback, pass, task, tokenOf } from './engine-fixture.ts';

let journalDirectory = '';
const file = (): string => join(journalDirectory, 'executions.jsonl');

beforeEach(async () => {
  journalDirectory = await mkdtemp(join(tmpdir(), 'engine-journal-'));
});

const opened: Bench[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ engine }) => engine.close()));
  await rm(journalDirectory, { recursive: true });
});

async function open(options: Parameters<typeof Bench.open>[0] = {}): Promise<Bench> {
  const bench = await Bench.open({ journalDirectory, ...options });
  opened.push(bench);
  return bench;
}

/** Leaves the journal as it is on disk, and nothing of the engine that wrote it. */
async function killed(bench: Bench): Promise<void> {
  await bench.engine.close();
}

describe('an engine with a journal', () => {
  it('has a started execution on disk before it answers', async () => {
    const bench = await open();
    await bench.define({ W: { Type: 'Wait', Seconds: 60, End: true } });
    const arn = await bench.start({ caseId: 'MP1' });
    expect(await readFile(file(), 'utf8')).toContain(arn);
  });

  it('fires the timers of before at their original time', async () => {
    const before = await open();
    await before.define({ W: { Type: 'Wait', Seconds: 300, Next: 'E' }, E: pass('{% $now() %}') });
    const arn = await before.start();
    await before.advance(100);
    await killed(before);
    const after = await open({ start: START + 200_000 });
    await after.advance(99);
    expect(await after.ended(arn)).toMatchObject({ status: 'RUNNING' });
    await after.advance(1);
    expect(await after.ended(arn)).toMatchObject({ output: new Date(START + 300_000).toISOString() });
  });

  it('fires at once the timers whose time passed meanwhile', async () => {
    const before = await open();
    await before.define({ W: { Type: 'Wait', Seconds: 300, End: true } });
    const arn = await before.start();
    await before.advance(1);
    await killed(before);
    const after = await open({ start: START + 900_000 });
    await after.advance(0);
    const ended = await after.ended(arn);
    expect(ended).toMatchObject({ status: 'SUCCEEDED' });
    expect(ended.events.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  });

  it('runs a task that was running again, with the same arguments, and none that had ended', async () => {
    const calls: unknown[] = [];
    const before = await open({
      work: (payload) => {
        calls.push(payload);
        return payload['step'] === 2 ? new Promise(() => undefined) : payload;
      },
    });
    await before.define({
      A: task({ Arguments: { step: 1, id: '{% $uuid() %}' }, Next: 'B' }),
      B: task({ Arguments: { step: 2, id: '{% $uuid() %}' }, Output: '{% $states.result.id %}' }),
    });
    const arn = await before.start();
    await expect.poll(() => calls).toHaveLength(2);
    await killed(before);
    const after = await open();
    await after.advance(0);
    expect(after.calls.map(({ payload }) => payload)).toEqual([calls[1]]);
    expect(await after.ended(arn)).toMatchObject({ output: (calls[1] as JsonObject)['id'] });
  });

  it('has on disk what a call follows from before it makes the call', async () => {
    const onDisk: string[] = [];
    const bench = await open({
      work: () => {
        onDisk.push(readFileSync(file(), 'utf8'));
        return {};
      },
    });
    await bench.define({ A: task({ Next: 'B' }), B: task() });
    await bench.start();
    await bench.advance(0);
    const [first = '', second = ''] = onDisk;
    expect(first.match(/"LambdaFunctionScheduled"/g)).toHaveLength(1);
    expect(first).not.toContain('"LambdaFunctionSucceeded"');
    expect(second).toContain('"LambdaFunctionSucceeded"');
    expect(second.match(/"LambdaFunctionScheduled"/g)).toHaveLength(2);
  });

  it('still takes the answer to a token', async () => {
    const before = await open();
    await before.define({ T: callback({ TimeoutSeconds: 600 }) });
    const arn = await before.start();
    await before.advance(0);
    await killed(before);
    const after = await open();
    await after.engine.sendTaskSuccess({ taskToken: tokenOf(before), output: '"found"' });
    await after.engine.settle();
    expect(await after.ended(arn)).toMatchObject({ status: 'SUCCEEDED', output: 'found' });
    expect(after.calls).toEqual([]);
  });

  it('keeps the answer to a token that came just before the end', async () => {
    const before = await open();
    await before.define({ T: callback({ Next: 'U' }), U: callback() });
    const arn = await before.start();
    await before.advance(0);
    await before.engine.sendTaskSuccess({ taskToken: tokenOf(before), output: '1' });
    await killed(before);
    const after = await open();
    await after.engine.settle();
    expect((await after.ended(arn)).types.filter((type) => type === 'TaskSucceeded')).toHaveLength(1);
    expect(after.calls.length + before.calls.length).toBeGreaterThanOrEqual(2);
  });

  it('times a task out by its original deadline, and counts its heartbeats on', async () => {
    const before = await open();
    await before.define({ T: callback({ TimeoutSeconds: 100, HeartbeatSeconds: 60 }) });
    const arn = await before.start();
    await before.advance(50);
    await before.engine.sendTaskHeartbeat({ taskToken: tokenOf(before) });
    await killed(before);
    const after = await open({ start: START + 60_000 });
    await after.advance(39);
    expect(await after.ended(arn)).toMatchObject({ status: 'RUNNING' });
    await after.advance(1);
    expect(await after.ended(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  it('goes on with each branch where it was', async () => {
    const before = await open();
    const branch = (name: string, state: object): object => ({ StartAt: name, States: { [name]: state } });
    await before.define({
      A: { Type: 'Pass', Assign: { station: 'Y' }, Next: 'P' },
      P: {
        Type: 'Parallel',
        Branches: [
          branch('Done', pass('done')),
          branch('W', { Type: 'Wait', Seconds: 60, Output: '{% $station %}', End: true }),
          branch('T', callback()),
          branch('M', {
            Type: 'Map',
            Items: [1, 2, 3],
            MaxConcurrency: 1,
            ItemProcessor: branch('I', { Type: 'Wait', Seconds: 40, End: true }),
            End: true,
          }),
        ],
        End: true,
      },
    });
    const arn = await before.start();
    await before.advance(50);
    await killed(before);
    const after = await open({ start: START + 50_000 });
    await after.engine.sendTaskSuccess({ taskToken: tokenOf(before), output: '"answered"' });
    await after.advance(70);
    const ended = await after.ended(arn);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: ['done', 'Y', 'answered', [1, 2, 3]] });
    expect(ended.events.map(({ id }) => id)).toEqual(ended.events.map((_, index) => index + 1));
    expect(ended.events.at(-1)?.timestamp).toEqual(new Date(START + 120_000));
  });

  it('goes on with a retry at its time', async () => {
    const before = await open({ work: () => Promise.reject(new Error('busy')) });
    await before.define({
      T: task({ Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 90, MaxAttempts: 1 }] }),
    });
    const arn = await before.start();
    await before.advance(1);
    await killed(before);
    const after = await open({ start: START + 10_000 });
    await after.advance(79);
    expect(after.calls).toEqual([]);
    await after.advance(1);
    expect(await after.ended(arn)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('does not wake what was stopped beside a caught failure', async () => {
    const before = await open();
    await before.define({
      P: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, Next: 'T' }, T: task() } },
          { StartAt: 'F', States: { F: { Type: 'Fail' } } },
        ],
        Catch: [{ ErrorEquals: ['States.ALL'], Output: {}, Next: 'V' }],
        End: true,
      },
      V: { Type: 'Wait', Seconds: 600, End: true },
    });
    const arn = await before.start();
    await before.advance(1);
    await killed(before);
    const after = await open({ start: START + 1000 });
    await after.advance(700);
    const ended = await after.ended(arn);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: {} });
    expect(ended.types.filter((type) => type.endsWith('Exited'))).toEqual([
      'ParallelStateExited',
      'WaitStateExited',
    ]);
    expect(after.calls).toEqual([]);
  });

  it('starts the execution that a task waits for once, and ends the task with it', async () => {
    const before = await open();
    const child = await before.define({ W: { Type: 'Wait', Seconds: 60, End: true } }, {}, 'child');
    await before.define({
      T: task({
        Resource: 'arn:aws-cn:states:::states:startExecution.sync:2',
        Arguments: { StateMachineArn: child },
      }),
    });
    const arn = await before.start();
    await before.advance(10);
    await killed(before);
    const after = await open({ start: START + 20_000 });
    await after.advance(40);
    expect(await after.ended(arn)).toMatchObject({ status: 'SUCCEEDED', output: { Status: 'SUCCEEDED' } });
    expect((await after.engine.listExecutions({ stateMachineArn: child })).executions).toHaveLength(1);
  });

  it('has on disk whose child an execution is before the child does anything', async () => {
    let onDisk = '';
    const bench = await open({
      work: () => {
        onDisk = readFileSync(file(), 'utf8');
        return {};
      },
    });
    const child = await bench.define({ A: task() }, {}, 'child');
    await bench.define({
      T: task({
        Resource: 'arn:aws-cn:states:::states:startExecution.sync',
        Arguments: { StateMachineArn: child },
      }),
    });
    await bench.start();
    await bench.advance(0);
    expect(onDisk).toContain('"childArn"');
  });

  it('keeps what has ended: its description, its history and its name', async () => {
    const before = await open();
    await before.define({ A: pass('kept') });
    const arn = await before.start({}, MACHINE, 'MP1-g0');
    await before.advance(1);
    const wanted = await before.engine.describeExecution({ executionArn: arn });
    await killed(before);
    for (let restart = 0; restart < 3; restart += 1) {
      const after = await open({ start: START + 60_000 });
      expect(await after.engine.describeExecution({ executionArn: arn })).toEqual(wanted);
      expect((await after.ended(arn)).events).toHaveLength(4);
      await expect(after.start({}, MACHINE, 'MP1-g0')).rejects.toMatchObject({
        type: 'ExecutionAlreadyExists',
      });
      await after.engine.close();
    }
  });

  it('forgets what ended more than 90 days ago', async () => {
    const before = await open();
    await before.define({ A: pass(1) });
    await before.start();
    await before.advance(1);
    await killed(before);
    const after = await open({ start: START + 91 * 86_400_000 });
    expect((await after.engine.listExecutions()).executions).toEqual([]);
  });

  it('lets a running execution go on with the definition it started with', async () => {
    const before = await open();
    await before.define({ W: { Type: 'Wait', Seconds: 60, Next: 'A' }, A: pass('old') });
    const arn = await before.start();
    await before.advance(1);
    await before.define({ A: pass('new') });
    await killed(before);
    const after = await open({ start: START + 60_000 });
    await after.advance(1);
    expect(await after.ended(arn)).toMatchObject({ output: 'old' });
    const next = await after.start();
    await after.advance(1);
    expect(await after.ended(next)).toMatchObject({ output: 'new' });
  });

  it('redrives what failed before', async () => {
    const before = await open({ work: () => Promise.reject(new Error('busy')) });
    await before.define({
      A: { Type: 'Pass', Assign: { n: 1 }, Next: 'T' },
      T: task({ Output: '{% $n %}' }),
    });
    const executionArn = await before.start();
    await before.advance(1);
    await killed(before);
    const after = await open();
    await after.engine.redriveExecution({ executionArn });
    await after.engine.close();
    const last = await open();
    await last.engine.settle();
    expect(await last.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: 1 });
  });

  it('has a redrive on disk before it answers', async () => {
    const before = await open({ work: () => Promise.reject(new Error('busy')) });
    // Arguments take a moment to be evaluated, in which nothing else has to be written.
    await before.define({ T: task({ Arguments: '{% $states.input %}' }) });
    const executionArn = await before.start();
    await before.advance(1);
    await killed(before);
    const after = await open();
    await after.engine.redriveExecution({ executionArn });
    // At once: a moment later it would be there in any case.
    expect(readFileSync(file(), 'utf8')).toContain('ExecutionRedriven');
  });

  it('takes no notice of a last line that was not finished', async () => {
    const before = await open();
    await before.define({ A: pass(1) });
    const arn = await before.start();
    await before.advance(1);
    await killed(before);
    await appendFile(file(), '{"kind":"progress","arn":"arn:torn');
    const after = await open();
    expect(await after.ended(arn)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('refuses a journal that is damaged elsewhere, naming the line', async () => {
    const before = await open();
    await before.define({ A: pass(1) });
    await before.start();
    await killed(before);
    const lines = (await readFile(file(), 'utf8')).split('\n');
    await writeFile(file(), [lines[0]?.slice(0, 20), ...lines.slice(1)].join('\n'));
    await expect(open()).rejects.toThrow(JournalError);
    await expect(open()).rejects.toThrow('line 1');
  });

  it('does not grow by being opened', async () => {
    const before = await open();
    await before.define({ A: pass(1) });
    for (let index = 0; index < 20; index += 1) await before.start();
    await before.advance(1);
    await killed(before);
    await killed(await open());
    const first = await readFile(file(), 'utf8');
    await killed(await open());
    expect(await readFile(file(), 'utf8')).toBe(first);
    expect(first.match(/"kind":"machine"/g)).toHaveLength(1);
  });
});

describe('an engine whose disk is full', () => {
  it('says so, once, and does nothing more that would be undone at the next start', async () => {
    // What is written next goes to a device that is always full.
    await symlink('/dev/full', `${file()}.new`);
    const told: JournalError[] = [];
    const called: unknown[] = [];
    const bench = await open({
      onBroken: (error) => void told.push(error),
      work: (payload) => called.push(payload),
    });
    const full = { code: 'ENOSPC' };
    const defining = bench.define({ W: { Type: 'Wait', Seconds: 60, Next: 'T' }, T: task() });
    await Promise.all([
      expect(defining).rejects.toMatchObject(full),
      expect(bench.start()).rejects.toMatchObject(full),
    ]);
    await expect(bench.start()).rejects.toThrow('cannot be written any more');
    await bench.advance(3600);
    expect(called).toEqual([]);
    expect(told).toMatchObject([{ name: 'JournalError', cause: full }]);
  });
});
