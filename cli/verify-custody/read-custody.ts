import { readFileSync } from 'node:fs';

import * as z from 'zod';

import type { StatedCustody } from '#functions/transfer/custody/verify-custody.ts';
import type { StatedHeads } from '#functions/transfer/custody/verify-heads.ts';

/** A file that is not what was asked for. Says which, and which of its members is missing or wrong. */
export class WrongCustodyFileError extends Error {
  override readonly name = 'WrongCustodyFileError';
}

// What is in the lists is for the verification to judge, entry by entry.
const headsSchema = z.looseObject({ heads: z.array(z.unknown()), keys: z.array(z.unknown()) });
const exportSchema = headsSchema.extend({ chain: z.string(), entries: z.array(z.unknown()) });
const resultSchema = z.looseObject({ custody: z.unknown() });

/**
 * The custody chain in a file: an export, or what the demo prints, which has one in `custody`.
 * @throws WrongCustodyFileError when there is none in it
 */
export function readCustody(path: string): StatedCustody {
  const content = readJson(path);
  const result = resultSchema.safeParse(content);
  if (result.success && result.data.custody !== undefined)
    return parse(path, 'custody chain', exportSchema, result.data.custody, ['custody']);
  return parse(path, 'custody chain', exportSchema, content);
}

/**
 * The heads in a file that a station kept; an export that it kept has them as well.
 * @throws WrongCustodyFileError when there are none in it
 */
export function readHeads(path: string): StatedHeads {
  const kept = parse(path, 'list of signed heads', headsSchema, readJson(path));
  if (kept.heads.length > 0) return kept;
  throw new WrongCustodyFileError(`${path} is no list of signed heads: heads: there is none in it`);
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new WrongCustodyFileError(`${path} cannot be read`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new WrongCustodyFileError(`${path} is no JSON`);
  }
}

function parse<T extends z.ZodType>(
  path: string,
  what: string,
  schema: T,
  content: unknown,
  within: readonly string[] = [],
): z.output<T> {
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  const faults = result.error.issues.map(
    (issue) => `${[...within, ...issue.path].join('.') || 'it'}: ${issue.message}`,
  );
  throw new WrongCustodyFileError(`${path} is no ${what}: ${faults.join('; ')}`);
}
