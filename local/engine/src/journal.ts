import { mkdir, open, readFile, rename } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { JournalError } from './errors.ts';
import type { JournalEntry } from './journal-entry.ts';

const FILE = 'executions.jsonl';

/** The journal is rewritten when it has grown by this many bytes, or to four times what it was, whichever is more. */
const LEAST_GROWTH = 16 * 1024 * 1024;

/** What a journal may be told. */
export interface JournalOptions {
  /** It is rewritten when it has grown by this many bytes. */
  readonly leastGrowth?: number;
  /** Told once, with the cause, when it cannot be written any more. */
  readonly onBroken?: (cause: unknown) => void;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A file of one JSON line after the other that survives the death of the process. Lines are written and synced in
 * batches: whoever needs to know that a line is on disk waits for `flushed`. A journal that has grown too long is
 * rewritten as the shortest one that tells the same.
 */
export class Journal {
  readonly #directory: string;
  readonly #path: string;
  readonly #shortest: () => Iterable<JournalEntry>;
  readonly #leastGrowth: number;
  readonly #onBroken: (cause: unknown) => void;
  #file: FileHandle;
  #growth = 0;
  #allowedGrowth = 0;
  #lines: string[] = [];
  #waiters: Waiter[] = [];
  #writing: Promise<void> | undefined;
  #broken: unknown;

  private constructor(
    directory: string,
    file: FileHandle,
    shortest: () => Iterable<JournalEntry>,
    { leastGrowth = LEAST_GROWTH, onBroken = () => undefined }: JournalOptions,
  ) {
    this.#directory = directory;
    this.#path = join(directory, FILE);
    this.#file = file;
    this.#shortest = shortest;
    this.#leastGrowth = leastGrowth;
    this.#onBroken = onBroken;
  }

  /** Reads the journal of a directory. Throws JournalError if a line other than an unfinished last one is damaged. */
  static async read(directory: string): Promise<JournalEntry[]> {
    const path = join(directory, FILE);
    return parseLines(await readIfThere(path), path);
  }

  /**
   * Opens the journal of a directory for writing, rewritten as what `shortest` gives: the entries that tell all there
   * is to know, including all that was appended until then.
   */
  static async open(
    directory: string,
    shortest: () => Iterable<JournalEntry>,
    options: JournalOptions = {},
  ): Promise<Journal> {
    await mkdir(directory, { recursive: true });
    const file = await open(join(directory, `${FILE}.new`), 'w');
    const journal = new Journal(directory, file, shortest, options);
    await journal.#fill();
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
    // What is appended in the same turn of the event loop, in which nothing could be written anyway, shares one sync.
    await new Promise(setImmediate);
    while (this.#lines.length > 0 && this.#broken === undefined) {
      const [lines, waiters] = [this.#lines, this.#waiters];
      [this.#lines, this.#waiters] = [[], []];
      try {
        this.#growth += await this.#writeLines(lines);
        settle(waiters);
        if (this.#growth > this.#allowedGrowth) await this.#rewrite();
      } catch (error) {
        this.#broken = error;
        this.#onBroken(error);
        settle(waiters, error);
      }
    }
    this.#writing = undefined;
    // Those who came while the last batch was being written wait for nothing more.
    const late = this.#waiters;
    this.#waiters = [];
    settle(late, this.#broken);
  }

  /** Writes and syncs lines; gives their bytes. */
  async #writeLines(lines: readonly string[]): Promise<number> {
    if (lines.length === 0) return 0;
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    // Not `write`, which on a full disk writes a part and says so only by a number.
    await this.#file.writeFile(bytes);
    await this.#file.datasync();
    return bytes.length;
  }

  async #rewrite(): Promise<void> {
    const former = this.#file;
    this.#file = await open(`${this.#path}.new`, 'w');
    await this.#fill();
    await former.close();
  }

  /** Fills a new file with the shortest journal and puts it in the place of the former one. */
  async #fill(): Promise<void> {
    const lines = Array.from(this.#shortest(), (entry) => JSON.stringify(entry));
    // What has not been written yet is told by these lines too.
    this.#lines = [];
    const size = await this.#writeLines(lines);
    await rename(`${this.#path}.new`, this.#path);
    await syncDirectory(this.#directory);
    this.#growth = 0;
    this.#allowedGrowth = Math.max(this.#leastGrowth, size * 3);
  }
}

function settle(waiters: readonly Waiter[], error?: unknown): void {
  for (const { resolve, reject } of waiters) {
    if (error === undefined) resolve();
    else reject(error);
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
