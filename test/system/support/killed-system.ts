import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./run-impatient-system.ts', import.meta.url));

/** What becomes of a system that is killed again and again. */
export interface KillPlan {
  readonly kills: number;
  /** Numbers in [0, 1) that the moments are drawn with. */
  readonly random: () => number;
  /** Share of the kills that hit the system while it starts. */
  readonly whileStarting: number;
  /** The longest, in milliseconds, that a system which has started is left alone. */
  readonly longestRun: number;
}

/** Every so many starts the templates are synthesised anew, as `npm start` does; the others run what is there. */
const STARTS_PER_SYNTHESIS = 10;

/** The system on one directory and port, killed at random moments and started again at once. */
export class KilledSystem {
  readonly url: string;
  readonly #parameters: readonly string[];
  #process: Started | undefined;
  #starts = 0;
  #startTakes = 0;
  #kills = 0;
  #ended = false;

  constructor(dataDirectory: string, port: number) {
    this.url = `http://127.0.0.1:${port}`;
    this.#parameters = ['--data', dataDirectory, '--port', String(port)];
  }

  /** How often it has been killed. */
  get kills(): number {
    return this.#kills;
  }

  /** Starts it and resolves when it is ready. @throws Error when it ends before that */
  async start(): Promise<void> {
    this.#process = this.#startProcess();
    await this.#process.ready;
  }

  /**
   * Carries out a plan on a system that is ready, and leaves it ready.
   * @throws Error when the system ends by itself, or does not start again
   */
  async suffer({ kills, random, whileStarting, longestRun }: KillPlan): Promise<void> {
    for (let each = 0; each < kills && !this.#ended; each += 1) {
      const current = this.#process ?? this.#startProcess();
      const tooEarly = random() < whileStarting && each > 0;
      const moment = random();
      // The last start may have taken longer: this one may be up by then, and is killed at that very moment.
      if (tooEarly) await Promise.race([sleep(moment * this.#startTakes), current.ready]);
      else {
        await current.ready;
        await Promise.race([sleep(moment * longestRun), current.failed]);
      }
      await current.kill();
      this.#kills += 1;
      if (!this.#ended) this.#process = this.#startProcess();
    }
    await this.#process?.ready;
  }

  /** Ends it for good, whatever was planned. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#process?.kill();
  }

  #startProcess(): Started {
    const isAnew = this.#starts % STARTS_PER_SYNTHESIS === 0;
    this.#starts += 1;
    const began = performance.now();
    const started = startProcess(isAnew ? [...this.#parameters, '--anew'] : this.#parameters);
    // Who waits for it is told of a failure.
    started.ready.then(
      () => (this.#startTakes = performance.now() - began),
      () => undefined,
    );
    return started;
  }
}

/** A process of the system. */
interface Started {
  /** Rejects when it ends before it is ready. */
  readonly ready: Promise<void>;
  /** Never resolves; rejects when it ends without being killed. */
  readonly failed: Promise<never>;
  kill(): Promise<void>;
}

function startProcess(parameters: readonly string[]): Started {
  const child = spawn(process.execPath, [script, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  let killed = false;
  const { promise: failed, reject } = Promise.withResolvers<never>();
  child.once('exit', (code) => {
    if (!killed) reject(new Error(`The system ended by itself (status ${code}): ${complaint}`));
  });
  const ready = Promise.race([once(child.stdout, 'data').then(() => undefined), failed]);
  // Whoever waits for them is told; a process that is killed before anybody does leaves nobody to tell.
  failed.catch(() => undefined);
  ready.catch(() => undefined);
  return {
    ready,
    failed,
    async kill() {
      killed = true;
      await endOf(child);
    },
  };
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
