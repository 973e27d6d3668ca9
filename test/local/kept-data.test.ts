import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';

import { startLocal } from '#local/start-local.ts';
import { removeAbandonedDirectories } from '#local/system/abandoned-directories.ts';
import type { LocalSystem } from '#local/system/local-system.ts';
import { processIdentity } from '#local/system/process-identity.ts';

import { fixtureApp } from './fixture/fixture-app.ts';
import { fixtureOfficer } from './fixture/fixture-officer.ts';
import { send, startFixture } from './support.ts';

let dataDirectory: string;
let children: ChildProcess[];
let systems: LocalSystem[];

beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'border815-test-'));
  children = [];
  systems = [];
});

afterEach(async () => {
  await Promise.all(systems.map((system) => system.close()));
  for (const child of children) child.kill('SIGKILL');
  rmSync(dataDirectory, { recursive: true });
});

describe('a system whose process was killed', () => {
  test('goes on at the next start: same database process, nothing lost, nothing sent twice', async () => {
    const schema = z.object({ databasePid: z.int(), token: z.string(), url: z.url() });
    const { child, started } = await runScript('run-fixture.ts', schema, dataDirectory);
    await postNote(child, started);
    await kill(child);
    expect(isRunning(started.databasePid)).toBe(true);

    const system = await start();
    expect(system.databasePid).toBe(started.databasePid);
    expect((await send(system, 'GET', '/notes/n1')).status).toBe(200);
    await system.settle();
    expect(textsOf(system)).toEqual(['before the kill', 'before the kill']);
    expect((await system.engine.listExecutions()).executions).toMatchObject([
      { name: 'NOTE-n1', status: 'RUNNING' },
    ]);
    await system.close();
    expect(isRunning(started.databasePid)).toBe(false);

    const again = await start();
    expect(again.databasePid).not.toBe(started.databasePid);
    await send(again, 'POST', '/notes', { id: 'n2', text: 'after the restart' });
    await again.settle();
    expect(textsOf(again).slice(2)).toEqual(['after the restart', 'after the restart']);
    expect((await again.engine.listExecutions()).executions).toHaveLength(2);
    await again.close();
  }, 120_000);

  test('that kept nothing leaves nothing behind once another starts', async () => {
    const schema = z.object({ databasePid: z.int(), directory: z.string() });
    const { child, started } = await runScript('run-ground.ts', schema);
    const left = (): boolean[] => [isRunning(started.databasePid), existsSync(started.directory)];
    await removeAbandonedDirectories();
    expect(left()).toEqual([true, true]);
    await kill(child);
    expect(left()).toEqual([true, true]);
    await removeAbandonedDirectories();
    expect(left()).toEqual([false, false]);
  }, 60_000);

  async function start(): Promise<LocalSystem> {
    const system = await startLocal({ app: fixtureApp, officers: [fixtureOfficer], dataDirectory });
    systems.push(system);
    return system;
  }

  function textsOf(system: LocalSystem): string[] {
    return system.outbox.messages.map(({ text }) => text);
  }
});

describe('two systems side by side', () => {
  test('do not see each other, though they share a database process', async () => {
    const [left, right] = await Promise.all([startFixture(), startFixture()]);
    expect((await send(left, 'POST', '/notes', { id: 'n1', text: 'left only' })).status).toBe(201);
    await Promise.all([left.settle(), right.settle()]);
    expect((await send(right, 'GET', '/notes/n1')).status).toBe(404);
    expect([left.outbox.messages.length, right.outbox.messages.length]).toEqual([2, 0]);
    await Promise.all([left.close(), right.close()]);
  });
});

/** Runs a script of the fixture in a process of its own, until its first line says that it has started. */
async function runScript<T extends z.ZodType>(
  name: string,
  schema: T,
  ...parameters: string[]
): Promise<{ child: ChildProcess; started: z.output<T> }> {
  const script = fileURLToPath(new URL(`./fixture/${name}`, import.meta.url));
  const child = spawn(process.execPath, [script, ...parameters], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = await once(createInterface(child.stdout), 'line');
  return { child, started: schema.parse(JSON.parse(String(line))) };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function isRunning(pid: number): boolean {
  return processIdentity(pid) !== undefined;
}

/** Posts a note and waits until everything that follows from it has happened. */
async function postNote(child: ChildProcess, { token, url }: { token: string; url: string }): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const body = JSON.stringify({ id: 'n1', text: 'before the kill' });
  await fetch(`${url}/notes`, { method: 'POST', headers, body });
  const settled = child.stdout === null ? undefined : once(child.stdout, 'data');
  child.stdin?.write('settle\n');
  await settled;
}
