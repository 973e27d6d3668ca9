import type { JsonObject, JsonValue } from './json.ts';

/**
 * Copies a result of JSONata as plain JSON: without the marks that JSONata keeps on its sequences, without members
 * that are undefined; numbers that JSON has no literal for become their names (`"Infinity"`, `"NaN"`), as AWS has it.
 * Undefined if the result holds something JSON cannot express, such as a function.
 */
export function normaliseResult(result: unknown): JsonValue | undefined {
  switch (typeof result) {
    case 'string':
    case 'boolean':
      return result;
    case 'number':
      return Number.isFinite(result) ? result : String(result);
    case 'object':
      if (result === null) return null;
      return Array.isArray(result) ? normaliseArray(result) : normaliseObject(result);
    default:
      return undefined;
  }
}

function normaliseArray(items: readonly unknown[]): JsonValue[] | undefined {
  const copy: JsonValue[] = [];
  for (const item of items) {
    if (item === undefined) continue;
    const value = normaliseResult(item);
    if (value === undefined) return undefined;
    copy.push(value);
  }
  return copy;
}

function normaliseObject(members: object): JsonObject | undefined {
  if ('_jsonata_function' in members || '_jsonata_lambda' in members) return undefined;
  const copy: JsonObject = {};
  for (const [name, member] of Object.entries(members)) {
    if (member === undefined) continue;
    const value = normaliseResult(member);
    if (value === undefined) return undefined;
    copy[name] = value;
  }
  return copy;
}

/** The name by which AWS speaks of a value's type: array, object, string, number, boolean, null or function. */
export function resultTypeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value !== 'object') return typeof value;
  return '_jsonata_function' in value || '_jsonata_lambda' in value ? 'function' : 'object';
}
