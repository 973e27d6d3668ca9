import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

import { UsageError } from '#cli/run-command-line.ts';

/** Swallows what readline would echo. */
const unseen = () => new Writable({ write: (_chunk, _encoding, done) => done() });

/**
 * Reads secrets that nobody shall see: typed at a terminal, where they are not shown, or from standard input, a line
 * each. Never from the command line, which every process of the machine can read.
 */
export class SecretInput {
  readonly #lines: Interface;
  readonly #waiting: string[] = [];
  #ended = false;

  constructor() {
    const { stdin } = process;
    this.#lines = createInterface({ input: stdin, output: unseen(), terminal: stdin.isTTY });
    this.#lines.on('line', (line) => this.#waiting.push(line));
    this.#lines.once('close', () => (this.#ended = true));
    // At a terminal readline takes Ctrl-C for itself; it is meant for the command.
    this.#lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  }

  /** The next line. @throws UsageError when standard input ends before it */
  async ask(question: string): Promise<string> {
    process.stderr.write(`${question}: `);
    while (this.#waiting.length === 0) {
      if (this.#ended) throw new UsageError(`Standard input ended before "${question}" was answered.`);
      await Promise.race([once(this.#lines, 'line'), once(this.#lines, 'close')]);
    }
    process.stderr.write('\n');
    return this.#waiting.shift() ?? '';
  }

  close(): void {
    this.#lines.close();
  }
}
