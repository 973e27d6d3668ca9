import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { runCommandLine, UsageError } from '#cli/run-command-line.ts';

import { startEmulator, type Emulator } from './emulator.ts';
import { repository } from './shell.ts';

const USAGE = `npm run e2e -- [--endpoint emulator|none] [--VITEST-OPTION=VALUE …]

Deploys the system by the README's commands, plays the missing elder on it, upgrades it with the case open, and removes
it again.

  --endpoint emulator   on an emulator of AWS on this machine, which is installed and started for it (default)
  --endpoint none       in the AWS account and region of the shell. It bootstraps CDK there, makes the stacks
                        border815-qianqing-yaqian-dev-*, which must not exist before, and costs a few cents
`;

/** Marks every process of a run, so that one which outlived it is found. */
const MARK = 'BORDER815_E2E';

await runCommandLine(async (interrupted) => {
  const options = { endpoint: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { values, tokens } = parseArgs({ options, strict: false, tokens: true });
  const endpoint = values.endpoint ?? 'emulator';
  const forVitest = tokens.flatMap((token) =>
    token.kind === 'option' && !(token.name in options)
      ? [token.value === undefined ? token.rawName : `${token.rawName}=${token.value}`]
      : [],
  );
  if (values.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  if (endpoint !== 'emulator' && endpoint !== 'none')
    throw new UsageError(`--endpoint takes emulator or none, not "${endpoint}".`);
  await mkdir(join(repository, '.border815/e2e'), { recursive: true });
  const directory = await mkdtemp(join(repository, '.border815/e2e/run-'));
  const marks = { [MARK]: directory };
  let emulator: Emulator | undefined;
  try {
    if (endpoint === 'emulator') emulator = await startEmulator(join(directory, 'emulator'), marks);
    const environment = { ...(await suiteEnvironment(directory, emulator)), ...marks };
    process.exitCode = await runSuite(environment, forVitest, interrupted);
  } finally {
    await emulator?.stop();
  }
  const left = survivors(directory);
  if (left.length > 0) {
    process.stderr.write(`Processes outlived the run: ${left.join(', ')}\n`);
    process.exitCode = 1;
  }
  if (process.exitCode === 0) await rm(directory, { recursive: true });
  else {
    process.stderr.write(`What the commands and the emulator said is in ${directory}\n`);
    if (endpoint === 'none') process.stderr.write(stillStanding(directory));
  }
});

function stillStanding(directory: string): string {
  return [
    'What was deployed may still stand. README.md, "Remove a trial", says how it goes:',
    `DEPLOYMENT=${join(directory, 'deployment.json')} STAGE=dev`,
    '',
  ].join('\n');
}

/** Nothing is written outside `directory`, and no command asks a question. */
async function suiteEnvironment(directory: string, emulator: Emulator | undefined) {
  const temporary = join(directory, 'tmp');
  await mkdir(temporary);
  const common = {
    E2E_DIRECTORY: directory,
    TMPDIR: temporary,
    CDK_HOME: directory,
    CDK_OUTPUT: join(directory, 'cdk.out'),
    CDK_REQUIRE_APPROVAL: 'never',
    CDK_NOTICES: 'false',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CI: 'true',
    npm_config_logs_max: '0',
    npm_config_update_notifier: 'false',
  };
  if (emulator === undefined) return { ...process.env, ...common, E2E_ENDPOINT: 'none' };
  const resolver = pathToFileURL(join(import.meta.dirname, 'resolve-localhost.mjs'));
  return {
    ...withoutAccount(process.env),
    ...common,
    ...emulator.environment,
    E2E_ENDPOINT: 'emulator',
    NODE_OPTIONS: `--import ${resolver.href}`,
  };
}

/** Without what would lead a command to an account of the shell: a profile goes before the emulator's credentials. */
function withoutAccount(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('AWS_')));
}

async function runSuite(
  environment: NodeJS.ProcessEnv,
  options: readonly string[],
  interrupted: Promise<void>,
): Promise<number> {
  const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
  const suite = spawn(process.execPath, [vitest, 'run', '--config', 'vitest.e2e.config.ts', ...options], {
    cwd: repository,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  void interrupted.then(() => suite.kill('SIGINT'));
  await once(suite, 'close');
  return suite.exitCode ?? 1;
}

/** Processes that bear the mark of this run, where the machine tells. */
function survivors(directory: string): string[] {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => environmentOf(pid).split('\0').includes(`${MARK}=${directory}`));
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return ''; // It ended meanwhile, or is somebody else's.
  }
}
