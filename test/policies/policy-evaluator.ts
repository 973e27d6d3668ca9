import type { PolicyStatement } from './policy-statement.ts';

/** Something that a principal wants to do. */
export interface Access {
  /** `dynamodb:PutItem` */
  readonly action: string;
  /** ARN; `*` where the action knows no resource; for an SMS the telephone number. */
  readonly resource: string;
  /** Condition keys of the request. */
  readonly context?: Readonly<Record<string, string>>;
}

/** Whether statements as IAM evaluates them let this happen: some statement allows it, and none denies it. */
export function isAllowed(statements: readonly PolicyStatement[], access: Access): boolean {
  const about = statements.filter((statement) => applies(statement, access));
  return about.some(({ Effect }) => Effect === 'Allow') && !about.some(({ Effect }) => Effect === 'Deny');
}

/**
 * Whether a statement is about this access: its action, its resource, and every one of its conditions.
 * @throws Error for a condition that this evaluator does not know
 */
export function applies(statement: PolicyStatement, { action, resource, context = {} }: Access): boolean {
  const { Action, Resource, NotResource, Condition } = statement;
  return (
    Action.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
    (Resource === undefined || Resource.some((pattern) => matches(pattern, resource))) &&
    (NotResource === undefined || !NotResource.some((pattern) => matches(pattern, resource))) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, values, context[key])),
    )
  );
}

type Comparison = (expected: string, given: string) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: (expected, given) => expected === given,
  StringLike: matches,
  ArnEquals: matches,
  ArnLike: matches,
  Bool: (expected, given) => expected.toLowerCase() === given.toLowerCase(),
  // Of several values that a key may have one is enough; here each has one.
  'ForAnyValue:StringLike': matches,
  NumericLessThan: (expected, given) => Number(given) < Number(expected),
};

/** A key that the request lacks meets no condition; any of several expected values will do. */
function holds(operator: string, expected: readonly string[], given: string | undefined): boolean {
  const compare = comparisons[operator];
  if (compare === undefined) throw new Error(`The condition operator ${operator} is not known here.`);
  return given !== undefined && expected.some((each) => compare(each, given));
}

/** `*` stands for any characters, `?` for one; in ARNs, too, these may be colons and slashes. */
function matches(pattern: string, text: string): boolean {
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(text);
}
