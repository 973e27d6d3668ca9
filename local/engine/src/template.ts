import { EvaluationError } from './errors.ts';
import { evaluateExpression, isExpression } from './expression.ts';
import type { Bindings, CompiledExpression, ExpressionCompiler } from './expression.ts';
import { isJsonObject } from './json.ts';
import { resultTypeName } from './jsonata-result.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** A JSON value of a definition in which any string may be a JSONata expression. */
export type Template =
  | { readonly kind: 'literal'; readonly field: string; readonly value: JsonValue }
  | { readonly kind: 'expression'; readonly field: string; readonly expression: CompiledExpression }
  | { readonly kind: 'array'; readonly field: string; readonly items: readonly Template[] }
  | {
      readonly kind: 'object';
      readonly field: string;
      readonly members: readonly (readonly [string, Template])[];
    };

/** Compiles the value of a field. Throws JSONata's error for an expression that cannot be parsed. */
export function compileTemplate(value: JsonValue, field: string, compiler: ExpressionCompiler): Template {
  if (isExpression(value)) return { kind: 'expression', field, expression: compiler.compile(value) };
  if (Array.isArray(value)) {
    const items = value.map((item, index) => compileTemplate(item, `${field}[${index}]`, compiler));
    if (items.every((item) => item.kind === 'literal')) return { kind: 'literal', field, value };
    return { kind: 'array', field, items };
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(
      ([name, member]) => [name, compileTemplate(member, `${field}/${name}`, compiler)] as const,
    );
    if (members.every(([, member]) => member.kind === 'literal')) return { kind: 'literal', field, value };
    return { kind: 'object', field, members };
  }
  return { kind: 'literal', field, value };
}

/** Every expression in a template, with the field it stands in. */
export function* templateExpressions(
  template: Template,
): Generator<{ field: string; expression: CompiledExpression }> {
  if (template.kind === 'expression') yield template;
  if (template.kind === 'array') for (const item of template.items) yield* templateExpressions(item);
  if (template.kind === 'object')
    for (const [, member] of template.members) yield* templateExpressions(member);
}

/** Evaluates a template. Throws EvaluationError. */
export async function evaluateTemplate(template: Template, bindings: Bindings): Promise<JsonValue> {
  switch (template.kind) {
    case 'literal':
      return template.value;
    case 'expression':
      return evaluateExpression(template.expression, template.field, bindings);
    case 'array': {
      const items: JsonValue[] = [];
      for (const item of template.items) items.push(await evaluateTemplate(item, bindings));
      return items;
    }
    case 'object': {
      const members: JsonObject = {};
      for (const [name, member] of template.members) members[name] = await evaluateTemplate(member, bindings);
      return members;
    }
  }
}

/** The types that a field may demand of its value. */
export interface ExpectedTypes {
  array: JsonValue[];
  string: string;
  boolean: boolean;
  integer: number;
  number: number;
}

const RECOGNISE: { readonly [K in keyof ExpectedTypes]: (value: unknown) => boolean } = {
  array: (value) => Array.isArray(value),
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
};

/** Evaluates a template whose value must be of one type. Throws EvaluationError if it is of another. */
export async function evaluateTyped<K extends keyof ExpectedTypes>(
  template: Template,
  expected: K,
  bindings: Bindings,
): Promise<ExpectedTypes[K]> {
  const value = await evaluateTemplate(template, bindings);
  if (RECOGNISE[expected](value)) return value as ExpectedTypes[K];
  const source = template.kind === 'expression' ? template.expression.source : JSON.stringify(value);
  throw new EvaluationError(
    `The JSONata expression '${source}' specified for the field '${template.field}' returned an unexpected result type. ` +
      `Expected '${expected}', but was '${resultTypeName(value)}' for value: ${JSON.stringify(value)}`,
    template.field,
  );
}
