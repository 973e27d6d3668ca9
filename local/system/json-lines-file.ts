import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

import type * as z from 'zod';

/** A file of one JSON record a line that is only ever appended to. */
export class JsonLinesFile<T extends z.ZodType> {
  readonly #path: string | undefined;
  readonly #schema: T;

  /** `path` undefined keeps nothing: reads are empty, appended records are dropped. */
  constructor(path: string | undefined, schema: T) {
    this.#path = path;
    this.#schema = schema;
    if (path !== undefined) mkdirSync(dirname(path), { recursive: true });
  }

  /** Every record, oldest first; a last line torn by a kill is left out. */
  read(): z.output<T>[] {
    if (this.#path === undefined || !existsSync(this.#path)) return [];
    const lines = readFileSync(this.#path, 'utf8').split('\n');
    // What is appended next must not run on from a torn line.
    if (lines.at(-1) !== '') appendFileSync(this.#path, '\n');
    return lines.flatMap((line) => {
      const record = this.#schema.safeParse(parsed(line));
      return record.success ? [record.data] : [];
    });
  }

  /** Writes the record before it returns, so that it survives the end of this process. */
  append(record: z.input<T>): void {
    if (this.#path !== undefined) appendFileSync(this.#path, `${JSON.stringify(record)}\n`);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
