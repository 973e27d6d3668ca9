import { isDeepStrictEqual } from 'node:util';

type Schema = Readonly<Record<string, unknown>>;
type Rule = (limit: never, value: unknown, schema: Schema, path: string) => string[];

/** Keywords that say nothing about a value; `format` is an annotation in draft 2020-12. */
const annotations = new Set(['$schema', 'title', 'description', 'default', 'format']);

/**
 * What JSON Schema says against a value, as `path keyword` lines. Knows the keywords that the deployment schema uses, and
 * throws at any other rather than passing over it.
 */
export function jsonSchemaFaults(schema: Schema, value: unknown, path = ''): string[] {
  return Object.entries(schema).flatMap(([keyword, limit]) => {
    if (annotations.has(keyword)) return [];
    const rule = rules[keyword];
    if (rule === undefined) throw new Error(`The keyword "${keyword}" is not known here.`);
    return rule(limit as never, value, schema, path).map((fault) =>
      fault === '' ? `${path} ${keyword}`.trim() : fault,
    );
  });
}

const here = (holds: boolean): string[] => (holds ? [] : ['']);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const at = (path: string, part: string | number) => (path === '' ? `${part}` : `${path}.${part}`);
const lengthOf = (value: unknown) => (typeof value === 'string' ? Array.from(value).length : undefined);
const entriesOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
};

const rules: Readonly<Record<string, Rule>> = {
  type: (type: string, value) => here(types[type]?.(value) ?? false),
  const: (constant: unknown, value) => here(isDeepStrictEqual(constant, value)),
  enum: (options: unknown[], value) => here(options.includes(value)),
  pattern: (pattern: string, value) =>
    here(typeof value !== 'string' || new RegExp(pattern, 'u').test(value)),
  minLength: (least: number, value) => here((lengthOf(value) ?? least) >= least),
  maxLength: (most: number, value) => here((lengthOf(value) ?? most) <= most),
  minimum: (least: number, value) => here(typeof value !== 'number' || value >= least),
  exclusiveMinimum: (least: number, value) => here(typeof value !== 'number' || value > least),
  maximum: (most: number, value) => here(typeof value !== 'number' || value <= most),
  minItems: (least: number, value) => here(!Array.isArray(value) || value.length >= least),
  maxItems: (most: number, value) => here(!Array.isArray(value) || value.length <= most),
  required: (names: string[], value) =>
    isObject(value) ? here(names.every((name) => Object.hasOwn(value, name))) : [],
  properties: (members: Record<string, Schema>, value, _schema, path) =>
    isObject(value)
      ? Object.entries(members).flatMap(([name, member]) =>
          Object.hasOwn(value, name) ? jsonSchemaFaults(member, value[name], at(path, name)) : [],
        )
      : [],
  propertyNames: (names: Schema, value, _schema, path) =>
    isObject(value)
      ? Object.keys(value).flatMap((name) => jsonSchemaFaults(names, name, at(path, name)))
      : [],
  additionalProperties: (others: Schema | false, value, { properties = {} }, path) =>
    isObject(value)
      ? Object.keys(value)
          .filter((name) => !Object.hasOwn(properties as object, name))
          .flatMap((name) =>
            others === false
              ? [`${at(path, name)} additionalProperties`]
              : jsonSchemaFaults(others, value[name], at(path, name)),
          )
      : [],
  prefixItems: (items: Schema[], value, _schema, path) =>
    entriesOf(value).flatMap((entry, index) => jsonSchemaFaults(items[index] ?? {}, entry, at(path, index))),
  items: (item: Schema | false, value, { prefixItems }, path) =>
    entriesOf(value)
      .slice(entriesOf(prefixItems).length)
      .flatMap((entry, index) => (item === false ? [''] : jsonSchemaFaults(item, entry, at(path, index)))),
  oneOf: (options: Schema[], value, _schema, path) =>
    here(options.filter((option) => jsonSchemaFaults(option, value, path).length === 0).length === 1),
};
