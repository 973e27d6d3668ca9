import { text } from 'node:stream/consumers';

import type * as z from 'zod';

import type { ExchangeFiles } from '#functions/registry/files/exchange-files.ts';

/** How lines of JSON are kept. They hold what rows say, so they lie in the exchange bucket alone. */
const CONTENT_TYPE = 'application/x-ndjson';

/** Keeps values as a file of lines of JSON. */
export async function writeJsonLines(
  files: ExchangeFiles,
  name: string,
  values: readonly object[],
): Promise<void> {
  await files.write(name, values.map((value) => `${JSON.stringify(value)}\n`).join(''), CONTENT_TYPE);
}

/** The values of such a file, in order. @throws Error when there is none, or none any more */
export async function readJsonLines<T>(
  files: ExchangeFiles,
  name: string,
  schema: z.ZodType<T>,
): Promise<T[]> {
  const found = await files.read(name);
  if (found === undefined) throw new Error(`${name} has lapsed.`);
  const lines = (await text(found.content)).split('\n').filter((line) => line !== '');
  return lines.map((line) => schema.parse(JSON.parse(line)));
}
