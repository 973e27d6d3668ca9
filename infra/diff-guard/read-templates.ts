import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

import * as z from 'zod';

import { templateSchema, type Template } from './template.ts';

const SUFFIX = '.template.json';

/** Templates by the name of their stack. */
export type Templates = ReadonlyMap<string, Template>;

/** What is to be compared cannot be read, or is not comparable. */
export class TemplatesError extends Error {
  override readonly name = 'TemplatesError';
}

/**
 * Reads what is to be compared: two templates, whatever their files are called, or two folders as `cdk synth` and
 * `npm run templates:deployed` write them, stack by stack.
 * @throws TemplatesError when nothing could be compared, for then nothing could be found either
 */
export function readBoth(
  oldPath: string,
  newPath: string,
): { readonly before: Templates; readonly after: Templates } {
  const folders = [oldPath, newPath].map(isFolder);
  if (folders[0] !== folders[1])
    throw new TemplatesError(`Compare two templates or two folders, not ${oldPath} with ${newPath}.`);
  if (folders[0] === true) {
    const [before, after] = [readFolder(oldPath), readFolder(newPath)];
    if (before.keys().some((stack) => after.has(stack))) return { before, after };
    throw new TemplatesError(
      `${oldPath} (${[...before.keys()].join(', ')}) and ${newPath} (${[...after.keys()].join(', ')}) have no stack in common.`,
    );
  }
  const stack = stackOf(newPath);
  return {
    before: new Map([[stack, readTemplate(oldPath)]]),
    after: new Map([[stack, readTemplate(newPath)]]),
  };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    throw new TemplatesError(`There is no ${path}.`);
  }
}

function readFolder(path: string): Templates {
  const files = readdirSync(path).filter((name) => name.endsWith(SUFFIX));
  if (files.length === 0) throw new TemplatesError(`${path} holds no *${SUFFIX}.`);
  return new Map(files.map((name) => [stackOf(name), readTemplate(join(path, name))]));
}

function stackOf(path: string): string {
  return basename(path).replace(/(\.template)?\.json$/, '');
}

/** @throws TemplatesError when the file holds no template */
export function readTemplate(path: string): Template {
  try {
    return templateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const why = error instanceof z.ZodError ? 'it has no resources' : String(error);
    throw new TemplatesError(`${path} is no CloudFormation template in JSON: ${why}`);
  }
}
