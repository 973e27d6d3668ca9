import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { vi } from 'vitest';

import type { CommandResult } from './run-command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What a command may find in its environment unless it is told otherwise: as `runCommand` gives it. */
const environment = {
  PATH: process.env['PATH'],
  AWS_REGION: 'cn-north-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
};

let running: Promise<unknown> = Promise.resolve();

/**
 * Runs a command of `cli/` in this process, with arguments, environment, output and exit code of its own: what a command does
 * is tested without the second that a process takes to start. One after the other, for they share this process. What it
 * imports is loaded once; that it runs as npm starts it, `runCommand` shows.
 */
export function runCommandHere(
  file: string,
  args: readonly string[],
  { env = {} }: { env?: Readonly<Record<string, string>> } = {},
): Promise<CommandResult> {
  const run = running.then(() => runAlone(file, args, env));
  running = run.catch(() => undefined);
  return run;
}

async function runAlone(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  const { argv, exitCode } = process;
  const variables = { ...process.env };
  const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
  try {
    process.argv = [process.execPath, join(root, file), ...args];
    replaceEnvironment({ ...environment, ...env });
    process.exitCode = undefined;
    // The query makes it another module each time, so that its commands run again.
    await import(/* @vite-ignore */ `${pathToFileURL(join(root, file)).href}?run=${randomUUID()}`);
    return { code: exitCodeNow(), stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    stdout.release();
    stderr.release();
    process.argv = argv;
    process.exitCode = exitCode;
    replaceEnvironment(variables);
  }
}

function replaceEnvironment(variables: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
  for (const [name, value] of Object.entries(variables)) if (value !== undefined) process.env[name] = value;
}

/** Keeps what is written to a stream, until it is released. */
function capture(stream: NodeJS.WriteStream): { text: () => string; release: () => void } {
  let written = '';
  const write = vi.spyOn(stream, 'write').mockImplementation((chunk) => {
    written += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return true;
  });
  return { text: () => written, release: () => write.mockRestore() };
}

/** What the command set, which nothing here shows the compiler. */
function exitCodeNow(): number {
  return Number(process.exitCode ?? 0);
}
