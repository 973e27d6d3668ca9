import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../cli/start.ts', import.meta.url));
const POLL_MS = 100;

/** `npm start` in a process of its own. */
export class StartedProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Starts on a free port and resolves when it has said where it is. @throws Error when it ends before that */
  static async start(dataDirectory: string, ...parameters: string[]): Promise<StartedProcess> {
    const all = [script, '--data', dataDirectory, '--port', '0', ...parameters];
    const child = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
    for await (const line of createInterface(child.stdout)) {
      const url = /API\s+(http:\/\/127\.0\.0\.1:\d+)\/v1/.exec(line)?.[1];
      if (url !== undefined) return new StartedProcess(child, url);
    }
    throw new Error(`The system ended before it said where it is: ${complaint}`);
  }

  /** Ends it as nothing ends itself. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }

  /** Ends it as Ctrl-C does. Returns its exit code. */
  async interrupt(): Promise<number | null> {
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGINT');
    await gone;
    return this.#child.exitCode;
  }
}

/** Ids of the processes that were started with `text` somewhere in their command. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => commandOf(name).includes(text))
    .map(Number);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Waits until `find` finds something. @throws Error after `limitMs` */
export async function eventually<T>(find: () => Promise<T | undefined>, limitMs = 30_000): Promise<T> {
  for (const end = Date.now() + limitMs; Date.now() < end; await sleep(POLL_MS)) {
    const found = await find();
    if (found !== undefined) return found;
  }
  throw new Error(`Nothing was found in ${limitMs} ms.`);
}
