import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';
import * as z from 'zod';

import { ApiClient } from '#cli/demo/api-client.ts';

import { eventually, processesWith, StartedProcess } from './support/started-process.ts';
import { AT_THE_BORDER } from './support/stage.ts';

const tokenSchema = z.object({ access_token: z.string() });
const caseSchema = z.object({ caseId: z.string(), version: z.int(), status: z.string() });
const listSchema = z.object({ cases: z.array(z.object({ caseId: z.string() })) });
const messagesSchema = z.array(z.object({ to: z.string(), text: z.string() }));

const dataDirectory = mkdtempSync(join(tmpdir(), 'border815-start-'));
const started: StartedProcess[] = [];

afterAll(async () => {
  await Promise.all(started.map((each) => each.kill()));
  // Only the databases of this directory: whatever a failed test left behind.
  for (const pid of processesWith(dataDirectory)) process.kill(pid, 'SIGKILL');
  rmSync(dataDirectory, { recursive: true, force: true });
});

test('what npm start runs survives a kill in the middle of a case, starts empty on --reset, and ends whole', async () => {
  const first = await start();
  const desk = await officer(first, 'yaqian-duty-1');
  const intake = { category: 'dementia', lastSeen: { point: AT_THE_BORDER } };
  const { caseId } = (await desk.post('/v1/missing-persons', intake, { expect: 201 })).json(caseSchema);
  const path = `/v1/missing-persons/${caseId}`;
  const link = await eventually(() => linkIn(first));
  await eventually(async () => ((await versionOf(desk, path)) > 1 ? true : undefined));
  await first.kill();
  expect(databases()).toHaveLength(1);

  const second = await start();
  expect(databases()).toHaveLength(1);
  const deskAgain = await officer(second, 'yaqian-duty-1');
  expect((await deskAgain.get(path)).json(caseSchema)).toMatchObject({ caseId, status: 'searching' });
  await new ApiClient(second.url).post(link, {});
  await deskAgain.post(`${path}/found`, { condition: 'safe' });
  // The process that was waiting when it was killed goes on: it tells both stations to stand down.
  await eventually(async () => (await messages(second)).find(({ text }) => text.includes('停止行动')));
  await second.kill();

  const third = await start('--reset');
  expect(databases()).toHaveLength(1);
  const deskOfNone = await officer(third, 'yaqian-duty-1');
  expect((await deskOfNone.get('/v1/cases')).json(listSchema).cases).toEqual([]);
  expect(await messages(third)).toEqual([]);
  expect(await third.interrupt()).toBe(0);
  expect(processesWith(dataDirectory)).toEqual([]);
}, 240_000);

test('--reset does not take the data away under a system that is running', async () => {
  const running = await start();
  await expect(StartedProcess.start(dataDirectory, '--reset')).rejects.toThrow('already runs on');
  const desk = await officer(running, 'yaqian-duty-1');
  const intake = { category: 'dementia', lastSeen: { point: AT_THE_BORDER } };
  await desk.post('/v1/missing-persons', intake, { expect: 201 });
  expect(await running.interrupt()).toBe(0);
}, 120_000);

async function start(...parameters: string[]): Promise<StartedProcess> {
  const system = await StartedProcess.start(dataDirectory, ...parameters);
  started.push(system);
  return system;
}

async function officer({ url }: StartedProcess, officerId: string): Promise<ApiClient> {
  const answer = await new ApiClient(url).post('/issuer/token', { officer: officerId });
  return new ApiClient(url, answer.json(tokenSchema).access_token);
}

async function versionOf(client: ApiClient, path: string): Promise<number> {
  return (await client.get(path)).json(caseSchema).version;
}

async function messages({ url }: StartedProcess): Promise<z.infer<typeof messagesSchema>> {
  return (await new ApiClient(url).get('/outbox.json')).json(messagesSchema);
}

async function linkIn(system: StartedProcess): Promise<string | undefined> {
  const texts = (await messages(system)).map(({ text }) => /\/l\/[\w-]{22}/.exec(text)?.[0]);
  return texts.find((each) => each !== undefined);
}

/** The database processes of this directory. */
function databases(): number[] {
  return processesWith(dataDirectory).filter((pid) => processesWith('DynamoDBLocal').includes(pid));
}
