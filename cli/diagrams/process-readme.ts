import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { format, resolveConfig } from 'prettier';

import type { Process } from './process.ts';
import { withDiagram } from './readme-section.ts';

/** A process's README as it is, and as its definition wants it. */
export interface ProcessReadme {
  readonly path: string;
  readonly present: string;
  readonly wanted: string;
}

/**
 * Reads the README of a process and draws its diagram anew.
 * @param configuration the deployment file whose lengths of time are shown as an example
 * @throws Error when the README has no place for a diagram, or a timer names a setting that does not exist
 */
export async function processReadme(process: Process, configuration: unknown): Promise<ProcessReadme> {
  const path = fileURLToPath(new URL(`../../workflows/${process.folder}/README.md`, import.meta.url));
  const present = readFileSync(path, 'utf8');
  const options = { ...(await resolveConfig(path)), parser: 'markdown' };
  return { path, present, wanted: await format(withDiagram(present, process, configuration), options) };
}
