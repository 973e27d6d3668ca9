import { TemplateError } from '#local/template/template-error.ts';

/** What the intrinsic functions of one stack refer to. */
export interface IntrinsicScope {
  /** Whose value is resolved, for error messages: `stack Stateless, resource Api`. */
  readonly subject: string;
  /** Value of a parameter, pseudo parameter or resource; undefined when there is none of that name. */
  ref(name: string): unknown;
  /** An attribute of a resource; undefined when the stack has no such resource. */
  attribute(logicalId: string, attribute: string): unknown;
  /** The value exported under that name by any of the stacks; undefined when none exports it. */
  importValue(exportName: string): unknown;
  /** Whether the condition holds; undefined when the template has none of that name. */
  condition(name: string): boolean | undefined;
  /** A value of the Mappings section; undefined when absent. */
  mapped(map: string, key: string, field: string): unknown;
}

/** What `Ref: AWS::NoValue` resolves to: the property that holds it is left out. */
const noValue = Symbol('AWS::NoValue');

/**
 * Replaces the intrinsic functions in `value` by what they stand for.
 * @throws TemplateError naming the subject and the reference when something referred to is missing
 */
export function resolveIntrinsics(value: unknown, scope: IntrinsicScope): unknown {
  const resolved = resolve(value, scope);
  return resolved === noValue ? undefined : resolved;
}

function resolve(value: unknown, scope: IntrinsicScope): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => resolve(item, scope)).filter((item) => item !== noValue);
  }
  if (!isRecord(value)) return value;
  const [[name, argument] = [undefined, undefined], ...others] = Object.entries(value);
  if (name !== undefined && others.length === 0) {
    if (name === 'Ref') return ref(argument, scope);
    const intrinsic = intrinsics[name];
    if (intrinsic !== undefined) return intrinsic(argument, scope);
    if (name.startsWith('Fn::')) throw fault(scope, `uses ${name}, which is not supported`);
  }
  return resolveFields(value, scope);
}

function resolveFields(value: Record<string, unknown>, scope: IntrinsicScope): Record<string, unknown> {
  const fields = Object.entries(value).map(([key, item]): [string, unknown] => [key, resolve(item, scope)]);
  return Object.fromEntries(fields.filter(([, item]) => item !== noValue));
}

type Intrinsic = (argument: unknown, scope: IntrinsicScope) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  'Fn::GetAtt': getAtt,
  'Fn::Join': join,
  'Fn::Sub': sub,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::ImportValue': importValue,
  'Fn::If': choose,
  'Fn::FindInMap': findInMap,
  'Fn::Base64': (argument, scope) => Buffer.from(text(argument, scope, 'Fn::Base64')).toString('base64'),
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(argument, scope, 'Fn::Equals');
    return text(left, scope, 'Fn::Equals') === text(right, scope, 'Fn::Equals');
  },
  'Fn::And': (argument, scope) => list(argument, scope, 'Fn::And').every((item) => holds(item, scope)),
  'Fn::Or': (argument, scope) => list(argument, scope, 'Fn::Or').some((item) => holds(item, scope)),
  'Fn::Not': (argument, scope) => !list(argument, scope, 'Fn::Not').every((item) => holds(item, scope)),
};

/** Whether a condition, given as in the Conditions section or inside `Fn::And` and the like, holds. */
export function holds(condition: unknown, scope: IntrinsicScope): boolean {
  if (isRecord(condition) && typeof condition['Condition'] === 'string')
    return named(condition['Condition'], scope);
  return resolve(condition, scope) === true;
}

function named(name: string, scope: IntrinsicScope): boolean {
  const value = scope.condition(name);
  if (value === undefined)
    throw fault(scope, `refers to the condition "${name}", which the template does not contain`);
  return value;
}

function ref(argument: unknown, scope: IntrinsicScope): unknown {
  const name = literal(argument, scope, 'Ref');
  if (name === 'AWS::NoValue') return noValue;
  const value = scope.ref(name);
  if (value === undefined) throw fault(scope, `refers to "${name}", which the template does not contain`);
  return value;
}

function getAtt(argument: unknown, scope: IntrinsicScope): unknown {
  const [logicalId = '', ...path] =
    typeof argument === 'string' ? argument.split('.') : list(argument, scope, 'Fn::GetAtt').map(String);
  const value = scope.attribute(logicalId, path.join('.'));
  if (value === undefined)
    throw fault(scope, `refers to "${logicalId}.${path.join('.')}", which the template does not contain`);
  return value;
}

function join(argument: unknown, scope: IntrinsicScope): string {
  const [separator, parts] = list(argument, scope, 'Fn::Join');
  return list(resolve(parts, scope), scope, 'Fn::Join')
    .map((part) => text(part, scope, 'Fn::Join'))
    .join(literal(separator, scope, 'Fn::Join'));
}

function sub(argument: unknown, scope: IntrinsicScope): string {
  const [pattern, variables] =
    typeof argument === 'string' ? [argument, {}] : list(argument, scope, 'Fn::Sub');
  const own = isRecord(variables) ? variables : {};
  return literal(pattern, scope, 'Fn::Sub').replace(
    /\$\{(!?)([^}]+)\}/g,
    (_, escaped: string, name: string) => {
      if (escaped !== '') return `\${${name}}`;
      if (name in own) return text(own[name], scope, 'Fn::Sub');
      return text(name.includes('.') ? getAtt(name, scope) : ref(name, scope), scope, 'Fn::Sub');
    },
  );
}

function select(argument: unknown, scope: IntrinsicScope): unknown {
  const [index, items] = list(argument, scope, 'Fn::Select');
  const position = Number(resolve(index, scope));
  const resolved = list(resolve(items, scope), scope, 'Fn::Select');
  if (!(position in resolved)) throw fault(scope, `selects item ${position} of a list of ${resolved.length}`);
  return resolved[position];
}

function split(argument: unknown, scope: IntrinsicScope): string[] {
  const [separator, source] = list(argument, scope, 'Fn::Split');
  return text(source, scope, 'Fn::Split').split(literal(separator, scope, 'Fn::Split'));
}

function importValue(argument: unknown, scope: IntrinsicScope): unknown {
  const name = text(argument, scope, 'Fn::ImportValue');
  const value = scope.importValue(name);
  if (value === undefined) throw fault(scope, `imports "${name}", which no stack exports`);
  return value;
}

function choose(argument: unknown, scope: IntrinsicScope): unknown {
  const [condition, whenTrue, whenFalse] = list(argument, scope, 'Fn::If');
  return resolve(named(literal(condition, scope, 'Fn::If'), scope) ? whenTrue : whenFalse, scope);
}

function findInMap(argument: unknown, scope: IntrinsicScope): unknown {
  const [map, key, field] = list(argument, scope, 'Fn::FindInMap').map((item) =>
    text(item, scope, 'Fn::FindInMap'),
  );
  const value = scope.mapped(map ?? '', key ?? '', field ?? '');
  if (value === undefined) throw fault(scope, `looks up ${map}.${key}.${field}, which is in no mapping`);
  return value;
}

function text(value: unknown, scope: IntrinsicScope, where: string): string {
  const resolved = resolve(value, scope);
  if (typeof resolved === 'string') return resolved;
  if (typeof resolved === 'number' || typeof resolved === 'boolean') return String(resolved);
  throw fault(scope, `gives ${where} something other than text`);
}

function literal(value: unknown, scope: IntrinsicScope, where: string): string {
  if (typeof value === 'string') return value;
  throw fault(scope, `gives ${where} something other than a literal text`);
}

function list(value: unknown, scope: IntrinsicScope, where: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw fault(scope, `gives ${where} something other than a list`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fault(scope: IntrinsicScope, problem: string): TemplateError {
  return new TemplateError(`${capitalised(scope.subject)} ${problem}.`);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
