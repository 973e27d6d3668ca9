import type { JsonSchema } from './open-api.ts';

/** A value that a schema does not allow. */
export interface SpoiledValue {
  readonly fault: string;
  readonly value: unknown;
}

/** A thousand arrays in each other: a parser that recurses carelessly does not come back. */
const deep: unknown = JSON.parse('['.repeat(1000) + ']'.repeat(1000));
/** Longer than any text the API takes, shorter than the longest body. */
const LONG = 20_000;

/** Values which the schema of a single value, or of a list or an object as a whole, does not allow. */
export function spoiledScalars(schema: JsonSchema): SpoiledValue[] {
  const { type } = schema;
  if (Array.isArray(schema['enum'])) return spoiledEnum(type === 'string');
  switch (type) {
    case 'string':
      return [...wrongTypes('number', 'boolean', 'list', 'object'), ...spoiledTexts(schema)];
    case 'integer':
      return [
        ...wrongTypes('text', 'boolean', 'list'),
        { fault: 'fraction', value: 1.5 },
        ...outOfRange(schema),
      ];
    case 'number':
      return [...wrongTypes('text', 'boolean', 'list'), ...outOfRange(schema)];
    case 'boolean':
      return wrongTypes('text', 'number', 'list');
    case 'array':
      return wrongTypes('text', 'number', 'object');
    case 'object':
      return wrongTypes('text', 'number', 'list');
    default:
      return [];
  }
}

const examples = {
  text: 'x',
  number: 7.25,
  boolean: true,
  list: deep,
  object: { unexpected: 'x' },
} as const;

function wrongTypes(...types: (keyof typeof examples)[]): SpoiledValue[] {
  return types.map((type) => ({ fault: `${type} instead`, value: examples[type] }));
}

function spoiledEnum(ofTexts: boolean): SpoiledValue[] {
  return [
    ...wrongTypes('object', 'list', ...(ofTexts ? (['text', 'number'] as const) : (['text'] as const))),
  ];
}

function spoiledTexts(schema: JsonSchema): SpoiledValue[] {
  const { minLength, maxLength, pattern, format } = schema;
  const structured = pattern !== undefined || format !== undefined;
  return [
    ...(typeof minLength === 'number' && minLength > 0 ? [{ fault: 'empty', value: '' }] : []),
    ...(typeof maxLength === 'number' ? [{ fault: 'one too long', value: 'x'.repeat(maxLength + 1) }] : []),
    ...(structured || maxLength !== undefined ? [{ fault: 'far too long', value: '长'.repeat(LONG) }] : []),
    ...(structured
      ? [
          { fault: 'malformed', value: '\u0007 not this\n' },
          { fault: 'empty', value: '' },
        ]
      : []),
    // Neither can be stored or searched for, and both have broken printers and parsers further on.
    { fault: 'NUL', value: 'a\u0000b' },
    { fault: 'half a surrogate pair', value: 'a\ud800b' },
  ];
}

function outOfRange(schema: JsonSchema): SpoiledValue[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const beyond = (fault: string, limit: unknown, step: number) =>
    typeof limit === 'number' ? [{ fault, value: limit + step }] : [];
  return [
    ...beyond('too small', minimum, -1),
    ...beyond('too large', maximum, 1),
    ...beyond('too small', exclusiveMinimum, 0),
    ...beyond('too large', exclusiveMaximum, 0),
  ];
}
