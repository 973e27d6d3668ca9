import type { JsonValue } from './json.ts';

const TEXTS = new WeakMap<object, string>();

/** The JSON text of a value; values are never changed in place, so the text of an object or array is kept with it. */
export function jsonText(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = TEXTS.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  TEXTS.set(value, text);
  return text;
}
