import { expressionFaults } from './expression-faults.ts';
import { isExpression } from './expression.ts';
import type { ExpressionCompiler } from './expression.ts';
import { isJsonObject } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { compileTemplate, templateExpressions } from './template.ts';
import type { Template } from './template.ts';

/** The bounds of a number in a definition, both included. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Steps may wait for at most this many seconds (three years), as AWS has it. */
export const LONGEST_SECONDS = 99_999_999;

/**
 * Reads the fields of one object of a definition and keeps what is wrong with them, naming where it stands. A field
 * which nothing has read is not supported: `finish` reports it.
 */
export class FieldReader {
  readonly #where: string;
  readonly #path: string;
  readonly #fields: JsonObject;
  readonly #compiler: ExpressionCompiler;
  readonly #faults: string[];
  readonly #read = new Set<string>(['Comment']);

  constructor(options: {
    where: string;
    path?: string;
    fields: JsonObject;
    compiler: ExpressionCompiler;
    faults: string[];
  }) {
    this.#where = options.where;
    this.#path = options.path ?? '';
    this.#fields = options.fields;
    this.#compiler = options.compiler;
    this.#faults = options.faults;
  }

  /** Reports a fault of a field. */
  fault(field: string, problem: string): void {
    this.#faults.push(`${this.#where}, field ${this.#path}${field}: ${problem}`);
  }

  /** A reader of an object within this one; `path` leads to it. */
  within(path: string, fields: JsonObject): FieldReader {
    return new FieldReader({
      where: this.#where,
      path: `${this.#path}${path}/`,
      fields,
      compiler: this.#compiler,
      faults: this.#faults,
    });
  }

  has(field: string): boolean {
    return Object.hasOwn(this.#fields, field);
  }

  raw(field: string): JsonValue | undefined {
    this.#read.add(field);
    return this.#fields[field];
  }

  string(field: string): string | undefined {
    const value = this.raw(field);
    if (value === undefined || typeof value === 'string') return value;
    this.fault(field, 'must be a string');
    return undefined;
  }

  requiredString(field: string): string {
    const value = this.string(field);
    if (value === undefined && !this.has(field)) this.fault(field, 'is missing');
    return value ?? '';
  }

  objects(field: string): JsonObject[] {
    const value = this.raw(field) ?? [];
    if (Array.isArray(value) && value.every((entry) => isJsonObject(entry))) return value;
    this.fault(field, 'must be an array of objects');
    return [];
  }

  object(field: string): JsonObject | undefined {
    const value = this.raw(field);
    if (value === undefined) this.fault(field, 'is missing');
    else if (isJsonObject(value)) return value;
    else this.fault(field, 'must be an object');
    return undefined;
  }

  strings(field: string): string[] {
    const value = this.raw(field);
    if (Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'string'))
      return value;
    this.fault(field, 'must be a non-empty array of strings');
    return [];
  }

  /** A number that cannot be an expression. */
  number(field: string, fallback: number, bounds: Bounds, kind: 'integer' | 'number'): number {
    const value = this.raw(field) ?? fallback;
    if (isNumberWithin(value, bounds, kind)) return value;
    this.fault(field, `must be ${describe(bounds, kind)}`);
    return fallback;
  }

  /** Any JSON value, its strings possibly expressions. */
  template(field: string): Template | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    const before = this.#faults.length;
    this.#refuseBrokenDelimiters(value, field);
    if (this.#faults.length > before) return undefined;
    try {
      const template = compileTemplate(value, `${this.#path}${field}`, this.#compiler);
      this.#refuseExpressions(template);
      return template;
    } catch (thrown) {
      this.fault(field, `cannot be parsed as JSONata: ${describeSyntaxError(thrown)}`);
      return undefined;
    }
  }

  /** A number or an expression that will give one. */
  numberTemplate(field: string, bounds: Bounds, kind: 'integer' | 'number'): Template | undefined {
    const value = this.raw(field);
    if (value === undefined || isExpression(value) || isNumberWithin(value, bounds, kind))
      return this.template(field);
    this.fault(field, `must be ${describe(bounds, kind)} or a JSONata expression`);
    return undefined;
  }

  /** Reports every field that has not been read. */
  finish(): void {
    for (const field of Object.keys(this.#fields)) {
      if (!this.#read.has(field)) this.fault(field, 'is not supported here');
    }
  }

  #refuseExpressions(template: Template): void {
    const inCatcher = this.#path.startsWith('Catch[');
    for (const { field, expression } of templateExpressions(template)) {
      const faults = expressionFaults(expression, inCatcher);
      this.#faults.push(...faults.map((problem) => `${this.#where}, field ${field}: ${problem}`));
    }
  }

  /** AWS refuses a string that opens as an expression and does not close, or the reverse. */
  #refuseBrokenDelimiters(value: JsonValue, field: string): void {
    if (typeof value === 'string') {
      if (value.startsWith('{%') !== value.endsWith('%}'))
        this.fault(field, `has an unfinished expression: ${value}`);
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) this.#refuseBrokenDelimiters(item, `${field}[${index}]`);
    } else if (isJsonObject(value)) {
      for (const [name, member] of Object.entries(value))
        this.#refuseBrokenDelimiters(member, `${field}/${name}`);
    }
  }
}

function isNumberWithin(value: JsonValue, bounds: Bounds, kind: 'integer' | 'number'): value is number {
  if (typeof value !== 'number' || (kind === 'integer' && !Number.isInteger(value))) return false;
  return value >= bounds.min && value <= bounds.max;
}

function describe(bounds: Bounds, kind: string): string {
  return `a${kind === 'integer' ? 'n' : ''} ${kind} from ${bounds.min} to ${bounds.max}`;
}

function describeSyntaxError(thrown: unknown): string {
  const { message } = thrown as { message?: unknown };
  return typeof message === 'string' ? message : String(thrown);
}
