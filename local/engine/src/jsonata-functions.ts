import { createHash, randomUUID } from 'node:crypto';
import type { Expression, Focus } from 'jsonata';
import { javaRandom } from './java-random.ts';

/** `$range` makes at most this many values: the longest that AWS was seen to take. */
const LONGEST_RANGE = 360_145;

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** What the functions of Step Functions read from the world: the clock's time and a random number in [0, 1). */
export interface FunctionSources {
  now(): number;
  random(): number;
}

/**
 * Gives an expression the functions that Step Functions adds to JSONata ($parse, $uuid, $random, $hash, $range,
 * $partition), takes $eval away, and lets $now and $millis read the engine's clock.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function registerFunctions(expression: Expression, sources: FunctionSources): void {
  expression.assign('eval', undefined);
  expression.registerFunction('parse', parseJson, '<s-:x>');
  expression.registerFunction('uuid', randomUUID, '<:s>');
  expression.registerFunction(
    'random',
    (seed?: number) => (seed === undefined ? sources.random() : javaRandom(seed)),
    '<n?:n>',
  );
  expression.registerFunction('hash', hash, '<x-s?:s>');
  expression.registerFunction('range', range, '<n-n?n?:x>');
  expression.registerFunction('partition', partition, '<an:a<a>>');
  expression.registerFunction('millis', () => sources.now(), '<:n>');
  expression.registerFunction('now', nowFrom(sources), '<s?s?:s>');
}

function parseJson(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}

// Arguments that make no sense mostly give nothing rather than an error of their own, as on AWS; it is the field that
// fails for it.

function hash(value: unknown, algorithm: string | undefined): string | undefined {
  if (value === undefined || algorithm === undefined) return undefined;
  const name = HASHES[algorithm];
  if (name === undefined)
    throw new RangeError(`$hash knows ${Object.keys(HASHES).join(', ')}, not ${algorithm}`);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return createHash(name).update(text, 'utf8').digest('hex');
}

function range(from: number | undefined, to: number | undefined, by: number | undefined): unknown {
  if (from === undefined || to === undefined || by === undefined) return undefined;
  const [first, last, step] = [Math.trunc(from), Math.trunc(to), Math.trunc(by)];
  if (step === 0) throw new RangeError('The step of $range cannot be 0');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length === 0) return undefined;
  // JSONata has no arrays of one value where it makes sequences.
  if (length === 1) return first;
  if (length > LONGEST_RANGE) throw new RangeError('Expression evaluation memory limit exceeded');
  return Array.from({ length }, (_, index) => first + index * step);
}

function partition(values: unknown[] | undefined, chunk: number): unknown[][] | undefined {
  if (values === undefined || values.length === 0) return undefined;
  const size = Math.trunc(chunk);
  if (size === 0) return undefined;
  if (size < 0) throw new RangeError(`The size of $partition must not be negative, but is ${size}`);
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}

interface NativeFunction {
  implementation(this: Focus, millis: number, picture?: string, timezone?: string): string;
}

/** JSONata's own $now reads the system's time: this one formats the clock's with JSONata's own $fromMillis. */
function nowFrom(sources: FunctionSources) {
  return function now(this: Focus, picture?: string, timezone?: string): string {
    const fromMillis = this.environment.lookup('fromMillis') as NativeFunction;
    return fromMillis.implementation.call(this, sources.now(), picture, timezone);
  };
}
