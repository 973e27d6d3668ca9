import { renameSync, writeFileSync } from 'node:fs';

/** Writes a secret to a file that is there whole or not at all, however this process ends meanwhile. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
