import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

import * as z from 'zod';

const secretsSchema = z.record(z.string(), z.string().min(1));

/** Owner reads and writes, nobody else. */
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

/** A file of secrets is not one, could be read by others, or not be written. */
export class SecretsFileError extends Error {
  override readonly name = 'SecretsFileError';
}

/** Secrets by officer in one JSON file that only its owner can read. One command at a time writes it. */
export class SecretsFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** To be called before anything is done whose secret could then not be written. @throws SecretsFileError */
  check(): void {
    this.#read();
    const folder = dirname(this.#path);
    try {
      accessSync(folder, constants.W_OK);
    } catch {
      throw new SecretsFileError(`Nothing can be written into ${folder}: make it first (mkdir -pm 700).`);
    }
  }

  /** The officer's secret; `undefined` when the file, or the officer in it, is not there. @throws SecretsFileError */
  get(officerId: string): string | undefined {
    const secrets = this.#read();
    return Object.hasOwn(secrets, officerId) ? secrets[officerId] : undefined;
  }

  /** Writes an officer's secret, replacing the one before. A command that dies leaves the old file or the new one. */
  set(officerId: string, secret: string): void {
    writeSecret(this.#path, `${JSON.stringify({ ...this.#read(), [officerId]: secret }, undefined, 2)}\n`);
  }

  #read(): Readonly<Record<string, string>> {
    if (!existsSync(this.#path)) return {};
    if ((statSync(this.#path).mode & OTHERS) !== 0)
      throw new SecretsFileError(
        `Others can read ${this.#path}: chmod 600 it, and take its secrets for known.`,
      );
    try {
      return secretsSchema.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch {
      throw new SecretsFileError(`${this.#path} is not a JSON object of secrets by officer.`);
    }
  }
}

/** Writes a file that only its owner can read, whatever the umask and whoever could read the one before. */
export function writeSecret(path: string, text: string): void {
  const whole = `${path}.${process.pid}.part`;
  writeFileSync(whole, text, { mode: OWNER_ONLY, flag: 'wx' });
  renameSync(whole, path);
}
