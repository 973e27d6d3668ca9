import type { JsonSchema } from './open-api.ts';
import { spoiledScalars } from './spoiled-scalars.ts';

/** A body that is wrong in one place. */
export interface SpoiledBody {
  /** Path of the field that the problem has to name. */
  readonly field: string;
  /** What is wrong with it, for the test's report. */
  readonly fault: string;
  /** The whole body as sent. */
  readonly text: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Puts a value in the place that is being spoiled (undefined: leaves it out) and gives the whole body. */
type Place = (value: unknown) => unknown;

const EXTRA = 'unexpectedField';

/**
 * Every way to spoil `valid` that follows from the body's schema: each field left out, null, of another type, too long,
 * too short, out of range or malformed, and each object with a field too many.
 */
export function spoiledBodies(schema: JsonSchema, valid: Fields): SpoiledBody[] {
  const spoiled: SpoiledBody[] = [];
  const add = (field: string, fault: string, body: unknown) =>
    spoiled.push({ field, fault, text: JSON.stringify(body) });
  spoilFields(schema, valid, '', (value) => value, add);
  return [...spoiled, ...membersTooMany(valid)];
}

/** Lists in lists, deeper than a parser that calls itself gets. */
const BOTTOMLESS = '['.repeat(25_000) + ']'.repeat(25_000);

/** Members too many that may do harm: JSON may name what means something else to JavaScript, and nest without end. */
function membersTooMany(valid: Fields): SpoiledBody[] {
  const others = JSON.stringify(valid).slice(1);
  const comma = Object.keys(valid).length === 0 ? '' : ',';
  const member = (field: string, fault: string, value: string) => ({
    field,
    fault,
    text: `{${JSON.stringify(field)}:${value}${comma}${others}`,
  });
  return [
    ...['__proto__', 'constructor', 'toString'].map((field) =>
      member(field, 'inherited by all', '{"polluted":true}'),
    ),
    member(EXTRA, 'without end', BOTTOMLESS),
  ];
}

type Add = (field: string, fault: string, body: unknown) => void;

function spoilFields(schema: JsonSchema, valid: Fields, prefix: string, place: Place, add: Add): void {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  for (const [name, property] of Object.entries(asSchemas(schema['properties']))) {
    const field = prefix + name;
    const put: Place = (value) => place(withField(valid, name, value));
    if (required.includes(name) && property['default'] === undefined) add(field, 'missing', put(undefined));
    spoilValue(property, valid[name], field, put, add);
  }
  if (schema['additionalProperties'] === false)
    add(prefix + EXTRA, 'unexpected', place({ ...valid, [EXTRA]: 'x' }));
}

function withField(valid: Fields, name: string, value: unknown): Fields {
  const { [name]: _, ...others } = valid;
  return value === undefined ? others : { ...others, [name]: value };
}

function spoilValue(schema: JsonSchema, valid: unknown, field: string, put: Place, add: Add): void {
  if ('const' in schema) {
    for (const other of [null, 7, `not ${String(valid)}`]) add(field, 'another constant', put(other));
    return;
  }
  const { constants, schema: plain } = withoutConstants(optionOf(schema, valid));
  if (!constants.includes(null)) add(field, 'null', put(null));
  for (const { fault, value } of spoiledScalars(plain))
    if (!constants.includes(value)) add(field, fault, put(value));
  // Which of several kinds was meant nobody can tell: the problem names the field, and what either kind is.
  const within: Add =
    'anyOf' in schema && isFields(valid) ? (_, fault, body) => add(field, fault, body) : add;
  if (plain['type'] === 'array') spoilItems(plain, valid, field, put, add);
  if (plain['type'] === 'object' && isFields(valid)) spoilFields(plain, valid, `${field}.`, put, within);
}

function spoilItems(schema: JsonSchema, valid: unknown, field: string, put: Place, add: Add): void {
  const items = Array.isArray(valid) ? valid : [];
  const { minItems, maxItems } = schema;
  if (typeof minItems === 'number' && minItems > 0) add(field, 'too few', put([]));
  const [first] = items;
  if (first === undefined) return;
  if (typeof maxItems === 'number')
    add(field, 'too many', put(Array.from({ length: maxItems + 1 }, () => first)));
  const putFirst: Place = (value) => put([value ?? null, ...items.slice(1)]);
  spoilValue(asSchema(schema['items']), first, `${field}.0`, putFirst, add);
}

/** Of several kinds of objects the one that the valid object is, by the constants or members that tell them apart. */
function optionOf(schema: JsonSchema, valid: unknown): JsonSchema {
  const options = schema['oneOf'] ?? schema['anyOf'];
  if (!Array.isArray(options) || !isFields(valid)) return schema;
  const fits = (option: JsonSchema) => {
    const properties = asSchemas(option['properties']);
    const isKnown = Object.keys(valid).every((name) => name in properties);
    return (
      isKnown &&
      Object.entries(properties).every(
        ([name, property]) => !('const' in property) || property['const'] === valid[name],
      )
    );
  };
  return options.map(asSchema).find(fits) ?? schema;
}

/** A schema which allows null or another constant besides, as what it allows apart from those. */
function withoutConstants(schema: JsonSchema): { constants: readonly unknown[]; schema: JsonSchema } {
  const options = Array.isArray(schema['anyOf']) ? schema['anyOf'].map(asSchema) : [schema];
  const isConstant = (option: JsonSchema) => option['type'] === 'null' || 'const' in option;
  const [only, ...others] = options.filter((option) => !isConstant(option));
  // What fits no pattern of texts fits none of several.
  const ofTexts = [only, ...others].every((option) => option?.['type'] === 'string' && 'pattern' in option);
  if (only === undefined || (others.length > 0 && !ofTexts))
    throw new Error(`The generator does not know how to spoil ${JSON.stringify(schema).slice(0, 200)}.`);
  return { constants: options.filter(isConstant).map((option) => option['const'] ?? null), schema: only };
}

function asSchemas(value: unknown): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(Object.entries(isFields(value) ? value : {}).map(([k, v]) => [k, asSchema(v)]));
}

function asSchema(value: unknown): JsonSchema {
  return isFields(value) ? value : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
