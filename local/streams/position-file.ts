import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import * as z from 'zod';

const positionSchema = z.object({ streamArn: z.string(), shardId: z.string(), sequenceNumber: z.string() });

/** How far the records of a stream are done. */
export type KeptPosition = z.infer<typeof positionSchema>;

/** Keeps how far a stream is done, so that a restart goes on there. */
export class PositionFile {
  readonly #path: string | undefined;

  /** `path` undefined keeps nothing. */
  constructor(path: string | undefined) {
    this.#path = path;
    if (path !== undefined) mkdirSync(dirname(path), { recursive: true });
  }

  /** The position last written; undefined when there is none. */
  read(): KeptPosition | undefined {
    if (this.#path === undefined) return undefined;
    try {
      return positionSchema.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch {
      return undefined;
    }
  }

  /** Writes the position; a kill leaves the old one or the new one. */
  write(position: KeptPosition): void {
    if (this.#path === undefined) return;
    writeFileSync(`${this.#path}.new`, JSON.stringify(position));
    renameSync(`${this.#path}.new`, this.#path);
  }
}
