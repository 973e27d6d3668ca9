import { parseArgs } from 'node:util';

import type { LocalSystem } from '#local/system/local-system.ts';

import { localDemoSystem } from './demo/local-demo-system.ts';
import { readableResult } from './demo/print-result.ts';
import { scenarioOf } from './demo/scenarios.ts';
import { stationOfAddress } from './demo/station-of-address.ts';
import { Story } from './demo/story.ts';
import { requireSmsInOutbox } from './local-sms.ts';
import { runCommandLine } from './run-command-line.ts';
import { exampleDeployment, runLocal } from './run-local.ts';

const TICK_MS = 1000;
/** What shells call a process that Ctrl-C ended. */
const INTERRUPTED = 130;

await runCommandLine(async (interrupted) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } },
  });
  const play = scenarioOf(positionals);
  const narrate = (line: string) => void (values.json ? undefined : process.stdout.write(`· ${line}\n`));
  requireSmsInOutbox(exampleDeployment().sms);
  narrate('启动：合成部署模板并在本机运行');
  const system = await runLocal({ clock: 'virtual' });
  try {
    const story = new Story(localDemoSystem(system), narrate);
    const result = await Promise.race([play(story, stationOfAddress), interrupted]);
    if (result === undefined) {
      process.exitCode = INTERRUPTED;
      return;
    }
    process.stdout.write(
      values.json ? `${JSON.stringify(result)}\n` : `${readableResult(result, stationOfAddress)}\n`,
    );
    if (values.keep) await keepRunning(system, interrupted);
  } finally {
    await system.close();
  }
});

/** Leaves the system running until Ctrl-C, its clock turning as clocks do. */
async function keepRunning(system: LocalSystem, interrupted: Promise<void>): Promise<void> {
  process.stderr.write(
    `继续运行 ${system.url}  登录 ${system.issuer.url}  短信 ${system.url}/outbox  Ctrl-C 停止\n`,
  );
  let turning = Promise.resolve();
  const ticking = setInterval(() => {
    turning = turning.then(() => system.advance(TICK_MS));
  }, TICK_MS);
  await interrupted;
  clearInterval(ticking);
  await turning;
}
