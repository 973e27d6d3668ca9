import { isJsonObject } from '../src/json.ts';
import type { StandIn } from './stand-in-functions.ts';

/** An event as it was recorded. */
export interface RecordedEvent {
  readonly type: string;
}

/** An execution recorded on AWS, and what it takes to run it again. */
export interface RecordedCase {
  readonly id: string;
  readonly definition: unknown;
  readonly input: string;
  readonly functions: ReadonlyMap<string, StandIn>;
  readonly expected: readonly RecordedEvent[];
}

/** Reads recorded cases. Throws TypeError naming the one that is not of their form. */
export function parseRecordedCases(text: string): RecordedCase[] {
  const cases: unknown = JSON.parse(text);
  if (!Array.isArray(cases)) throw new TypeError('The recorded cases must be an array');
  return cases.map(parseCase);
}

function parseCase(raw: unknown, index: number): RecordedCase {
  if (!isJsonObject(raw)) throw new TypeError(`Case ${index} is not an object`);
  const { id, definition, input, lambdas = {}, expected } = raw;
  if (typeof id !== 'string') throw new TypeError(`Case ${index} has no id`);
  if (!Array.isArray(expected)) throw new TypeError(`Case ${id} has no history`);
  const functions = new Map<string, StandIn>();
  for (const [name, standIn] of Object.entries(isJsonObject(lambdas) ? lambdas : {})) {
    if (standIn !== 'echo' && standIn !== 'raise')
      throw new TypeError(`Case ${id}: ${name} is neither echo nor raise`);
    functions.set(name, standIn);
  }
  return {
    id,
    definition,
    input: typeof input === 'string' ? input : '{}',
    functions,
    expected: expected.map(parseEvent),
  };
}

function parseEvent(raw: unknown): RecordedEvent {
  if (!isJsonObject(raw)) throw new TypeError('A recorded event is not an object');
  const { type } = raw;
  if (typeof type !== 'string') throw new TypeError('A recorded event has no type');
  return { ...raw, type };
}
