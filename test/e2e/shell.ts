import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The repository, in which all commands run. */
export const repository = resolve(import.meta.dirname, '../..');

const SHOWN_LINES = 40;

/** A command of the README, or another, did not end well. */
export class CommandFailedError extends Error {
  override readonly name = 'CommandFailedError';
  /** Everything that it printed. */
  readonly printed: string;

  constructor(line: string, code: number | null, printed: string) {
    const end = printed.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
    super(`\`${line}\` ended with ${code}:\n${end}`);
    this.printed = printed;
  }
}

/** Runs command lines as an operator types them, one after the other, and writes what they print to one file. */
export class Shell {
  readonly environment: Readonly<Record<string, string>>;
  readonly #log: string;

  /**
   * @param environment variables beside those of this process
   * @param directory where `commands.log` is written
   */
  constructor(environment: Readonly<Record<string, string>>, directory: string) {
    this.environment = environment;
    this.#log = join(directory, 'commands.log');
  }

  /** Runs a command line and returns what it printed. @throws CommandFailedError with the end of what it printed */
  async run(line: string): Promise<string> {
    const child = spawn('bash', ['-euo', 'pipefail', '-c', line], {
      cwd: repository,
      env: { ...process.env, ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    const keep = (chunk: Buffer) => {
      printed += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const code = await new Promise<number | null>((done, failed) => {
      child.once('error', failed);
      child.once('close', done);
    });
    appendFileSync(this.#log, `$ ${line}\n${printed}\n`);
    if (code === 0) return printed;
    throw new CommandFailedError(line, code, printed);
  }
}
