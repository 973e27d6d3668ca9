import jsonata from 'jsonata';
import type { Expression } from 'jsonata';
import { EvaluationError } from './errors.ts';
import { registerFunctions } from './jsonata-functions.ts';
import type { FunctionSources } from './jsonata-functions.ts';
import { normaliseResult, resultTypeName } from './jsonata-result.ts';
import type { JsonValue } from './json.ts';

/**
 * Bounds of an evaluation, so that no expression can hold up the engine: milliseconds, depth of nesting, and the
 * longest sequence. The last two are what AWS was seen to take: `1+1+…` of a hundred terms, and `[1..873782]`.
 */
const BOUNDS = { timeout: 5000, stack: 100, sequence: 873_782 };

/** What an expression can see: `states` and the variables in scope, by name without the `$`. */
export type Bindings = Record<string, unknown>;

/** An expression of a definition, parsed once and evaluated often. */
export interface CompiledExpression {
  /** The text between `{%` and `%}`, without the space around it. */
  readonly source: string;
  readonly parsed: Expression;
}

/** Whether a string of a definition is a JSONata expression: only without anything around its delimiters. */
export function isExpression(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('{%') && value.endsWith('%}') && value.length >= 4;
}

/** Parses expressions, each distinct text once. */
export class ExpressionCompiler {
  readonly #sources: FunctionSources;
  readonly #compiled = new Map<string, CompiledExpression>();

  constructor(sources: FunctionSources) {
    this.#sources = sources;
  }

  /** `text` with its delimiters. Throws JSONata's error if it cannot be parsed. */
  compile(text: string): CompiledExpression {
    const known = this.#compiled.get(text);
    if (known !== undefined) return known;
    const source = text.slice(2, -2).trim();
    const parsed = jsonata(source, BOUNDS);
    registerFunctions(parsed, this.#sources);
    const compiled = { source, parsed };
    this.#compiled.set(text, compiled);
    return compiled;
  }
}

/** Evaluates an expression to a JSON value. Throws EvaluationError, its cause worded as AWS words it, without a prefix. */
export async function evaluateExpression(
  expression: CompiledExpression,
  field: string,
  bindings: Bindings,
): Promise<JsonValue> {
  const subject = `The JSONata expression '${expression.source}' specified for the field '${field}'`;
  let result: unknown;
  try {
    result = await expression.parsed.evaluate(undefined, bindings);
  } catch (thrown) {
    throw new EvaluationError(`${subject} threw an error during evaluation${reason(thrown)}`, field);
  }
  if (result === undefined) throw new EvaluationError(`${subject} returned nothing (undefined).`, field);
  const normalised = normaliseResult(result);
  if (normalised === undefined) {
    throw new EvaluationError(
      `${subject} returned an unsupported result type: ${resultTypeName(result)}.`,
      field,
    );
  }
  return normalised;
}

/** JSONata's coded messages follow as a sentence of their own, any other after a colon. */
function reason(thrown: unknown): string {
  const { code, message } = thrown as { code?: unknown; message?: unknown };
  const text = typeof message === 'string' ? message : String(thrown);
  return typeof code === 'string' ? `. ${code}: ${text}` : `: ${text}`;
}
