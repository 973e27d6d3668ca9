import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod';

const storedObjectSchema = z.object({
  bucket: z.string(),
  key: z.string(),
  contentType: z.string(),
  etag: z.string(),
  /** Milliseconds since the epoch. */
  modifiedAt: z.number(),
  /** Headers `x-amz-meta-…` by name. */
  metadata: z.record(z.string(), z.string()),
});

/** What is kept of an object beside its content. */
export type StoredObject = Readonly<z.infer<typeof storedObjectSchema>>;

/** The objects of the buckets: in memory, or in files that survive this process. */
export interface Objects {
  put(object: StoredObject, content: Buffer): void;
  get(bucket: string, key: string): { readonly object: StoredObject; readonly content: Buffer } | undefined;
  remove(bucket: string, key: string): void;
}

/** Objects in `directory`, or in memory when it is undefined. */
export function openObjects(directory: string | undefined): Objects {
  return directory === undefined ? new ObjectsInMemory() : new ObjectsInFiles(directory);
}

class ObjectsInMemory implements Objects {
  readonly #objects = new Map<string, { object: StoredObject; content: Buffer }>();

  put(object: StoredObject, content: Buffer): void {
    this.#objects.set(`${object.bucket}/${object.key}`, { object, content });
  }

  get(bucket: string, key: string): { object: StoredObject; content: Buffer } | undefined {
    return this.#objects.get(`${bucket}/${key}`);
  }

  remove(bucket: string, key: string): void {
    this.#objects.delete(`${bucket}/${key}`);
  }
}

/** Each object is one file: its description as a line of JSON, then its content. */
class ObjectsInFiles implements Objects {
  readonly #directory: string;

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    this.#directory = directory;
  }

  put(object: StoredObject, content: Buffer): void {
    const path = this.#path(object.bucket, object.key);
    // Written aside and renamed, so that a kill leaves the old object or the new one.
    writeFileSync(`${path}.new`, Buffer.concat([Buffer.from(`${JSON.stringify(object)}\n`), content]));
    renameSync(`${path}.new`, path);
  }

  get(bucket: string, key: string): { object: StoredObject; content: Buffer } | undefined {
    const path = this.#path(bucket, key);
    if (!existsSync(path)) return undefined;
    const file = readFileSync(path);
    const end = file.indexOf('\n');
    const object = storedObjectSchema.parse(JSON.parse(file.toString('utf8', 0, end)));
    return { object, content: file.subarray(end + 1) };
  }

  remove(bucket: string, key: string): void {
    rmSync(this.#path(bucket, key), { force: true });
  }

  #path(bucket: string, key: string): string {
    return join(this.#directory, createHash('sha256').update(`${bucket}/${key}`).digest('hex'));
  }
}
