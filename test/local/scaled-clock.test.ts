import { expect, test } from 'vitest';
import * as z from 'zod';

import { json, send, startFixture } from './support.ts';

test('on a scaled clock ten minutes pass in a second, for functions and executions alike', async () => {
  const system = await startFixture({ clock: { scaled: 600 } });
  await send(system, 'GET', '/notes/none');
  const [start, realStart] = [system.now(), Date.now()];
  expect((await send(system, 'POST', '/notes', { id: 'n1', text: 'scaled' })).status).toBe(201);
  const note = await json(await send(system, 'GET', '/notes/n1'), z.object({ writtenAt: z.number() }));
  expect(note.writtenAt).toBeGreaterThanOrEqual(start);
  expect(note.writtenAt).toBeLessThanOrEqual(system.now());

  const reminded = (): boolean => system.outbox.messages.some(({ text }) => text === 'Remember NOTE#n1');
  await expect.poll(reminded, { timeout: 20_000, interval: 20 }).toBe(true);
  expect(system.now() - start).toBeGreaterThanOrEqual(600_000);
  expect(Date.now() - realStart).toBeLessThan((system.now() - start) / 100);
  await system.close();
});
