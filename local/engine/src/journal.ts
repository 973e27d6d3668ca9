import { mkdir, open, readFile, rename } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { JournalError } from './errors.ts';
import type { JournalEntry } from './journal-entry.ts';

const FILE = 'executions.jsonl';

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A file of one JSON line after the other that survives the death of the process. Lines are written and synced in
 * batches: whoever needs to know that a line is on disk waits for `flushed`.
 */
export class Journal {
  readonly #file: FileHandle;
  #lines: string[] = [];
  #waiters: Waiter[] = [];
  #writing: Promise<void> | undefined;
  #broken: unknown;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /**
   * Reads the journal of a directory, rewrites it as the shorter one that `compact` makes of its entries, and opens
   * it for more. Throws JournalError if a line other than an unfinished last one cannot be read.
   */
  static async open(
    directory: string,
    compact: (entries: JournalEntry[]) => Iterable<JournalEntry>,
  ): Promise<Journal> {
    await mkdir(directory, { recursive: true });
    const path = join(directory, FILE);
    const entries = parseLines(await readIfThere(path), path);
    const fresh = `${path}.new`;
    const file = await open(fresh, 'w');
    const journal = new Journal(file);
    for (const entry of compact(entries)) journal.append(entry);
    await journal.flushed();
    await rename(fresh, path);
    await syncDirectory(directory);
    return journal;
  }

  /** Takes an entry as it is now; later changes to what it refers to do not matter. */
  append(entry: JournalEntry): void {
    this.#lines.push(JSON.stringify(entry));
    this.#writing ??= this.#write();
  }

  /** Resolves when everything appended so far is on disk; rejects if it could not be written. */
  flushed(): Promise<void> {
    if (this.#broken !== undefined) return Promise.reject(this.#broken);
    if (this.#writing === undefined) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
    });
  }

  /** Writes what is left and closes the file. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#file.close();
  }

  async #write(): Promise<void> {
    // What is appended in the same turn shares one write and one sync.
    await Promise.resolve();
    while (this.#lines.length > 0 && this.#broken === undefined) {
      const [lines, waiters] = [this.#lines, this.#waiters];
      [this.#lines, this.#waiters] = [[], []];
      try {
        await this.#file.write(`${lines.join('\n')}\n`);
        await this.#file.datasync();
        for (const { resolve } of waiters) resolve();
      } catch (error) {
        this.#broken = error;
        for (const { reject } of waiters) reject(error);
      }
    }
    this.#writing = undefined;
    this.#settleLate();
  }

  /** Those who came while the last batch was being written wait for nothing more. */
  #settleLate(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const { resolve, reject } of waiters) {
      if (this.#broken === undefined) resolve();
      else reject(this.#broken);
    }
  }
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** A process that dies while writing leaves a last line without its end: what it told was promised to nobody. */
function parseLines(text: string, path: string): JournalEntry[] {
  const lines = text.split('\n');
  lines.pop();
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as JournalEntry;
    } catch {
      throw new JournalError(`${path}, line ${index + 1} is damaged: the executions cannot be resumed`);
    }
  });
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
