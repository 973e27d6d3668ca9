import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

/** The log files of a local system: one per function and one for the access log. Nothing goes to the terminal. */
export class LogDirectory {
  readonly path: string;
  readonly #streams = new Map<string, WriteStream>();

  constructor(path: string) {
    mkdirSync(path, { recursive: true });
    this.path = path;
  }

  /** The file of that name, opened for appending. */
  open(name: string): WriteStream {
    const known = this.#streams.get(name);
    if (known !== undefined) return known;
    const stream = createWriteStream(join(this.path, `${name.replaceAll(/[^\w.-]+/g, '-')}.log`), {
      flags: 'a',
    });
    // Each instance of a function writes to the same file.
    stream.setMaxListeners(0);
    // A log that cannot be written must not end the system.
    stream.on('error', () => undefined);
    this.#streams.set(name, stream);
    return stream;
  }

  /** Resolves when everything said so far is in the files. */
  async written(): Promise<void> {
    await Promise.all(
      [...this.#streams.values()].map((stream) => new Promise((done) => stream.write('', done))),
    );
  }

  /** Resolves when everything is written and the files are closed. */
  async close(): Promise<void> {
    const closed = [...this.#streams.values()].map((stream) => new Promise<void>((done) => stream.end(done)));
    await Promise.all(closed);
  }
}
