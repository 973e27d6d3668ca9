import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { localDemoSystem } from '#cli/demo/local-demo-system.ts';
import { playCase } from '#cli/demo/play-missing-elder.ts';
import { drill } from '#cli/demo/scenes/drill.ts';
import { prepare } from '#cli/demo/scenes/prepare.ts';
import { Story } from '#cli/demo/story.ts';
import { caseCountsSchema, type CaseCounts } from '#cli/doctor/price/case-counts.ts';
import { runCommandLine } from '#cli/run-command-line.ts';
import { runLocal } from '#cli/run-local.ts';
import { startDynamoDbLocal } from '#local/dynamodb/dynamodb-local-process.ts';
import type { LocalSystem } from '#local/system/local-system.ts';

import { CountingDatabase } from './counting-database.ts';
import { difference, Meter, share } from './meter.ts';

const IDLE_MINUTES = 60;
const MINUTE_MS = 60_000;
const file = new URL('./case-counts.json', import.meta.url);

await runCommandLine(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'border815-case-counts-'));
  const dynamodb = await startDynamoDbLocal({
    dataPath: undefined,
    recordPath: join(folder, 'dynamodb.json'),
  });
  const database = await CountingDatabase.start(dynamodb.endpoint);
  try {
    const system = await runLocal({ clock: 'virtual', dynamodb: { endpoint: database.endpoint } });
    try {
      await write(await countCase(system, new Meter(system, database)));
    } finally {
      await system.close();
    }
  } finally {
    await database.close();
    await dynamodb.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function countCase(system: LocalSystem, meter: Meter): Promise<CaseCounts> {
  const story = new Story(localDemoSystem(system), () => undefined);
  await prepare(story);
  const prepared = await meter.read();
  await system.advance(IDLE_MINUTES * MINUTE_MS);
  const rested = await meter.read();
  const perMinute = share(difference(rested, prepared), IDLE_MINUTES);
  const began = system.now();
  await drill(story);
  const drilled = await meter.read();
  const opened = system.now();
  await playCase(story);
  const closed = await meter.read();
  const ended = system.now();
  return caseCountsSchema.parse({
    command: 'npm run bench:case',
    countedOn: new Date().toISOString().slice(0, 10),
    machine: `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}`,
    case: {
      story: 'The missing elder of npm run demo, from the first call to the closed case.',
      hours: Number(((ended - opened) / (60 * MINUTE_MS)).toFixed(2)),
      counted: difference(closed, drilled, { perMinute, minutes: (ended - opened) / MINUTE_MS }),
    },
    drill: difference(drilled, rested, { perMinute, minutes: (opened - began) / MINUTE_MS }),
    idleMinute: perMinute,
  });
}

async function write(counts: CaseCounts): Promise<void> {
  const path = file.pathname;
  writeFileSync(
    path,
    await format(JSON.stringify(counts), { ...(await resolveConfig(path)), parser: 'json' }),
  );
  process.stdout.write(`${JSON.stringify(counts, undefined, 2)}\n`);
}
