/** A filter uses something that is not supported here. */
export class EventPatternError extends Error {
  override readonly name = 'EventPatternError';
}

/** Whether an event matches. */
export type EventMatcher = (event: unknown) => boolean;

/**
 * A matcher for a filter pattern of Lambda and EventBridge: a field matches when any of its listed conditions does,
 * an event when all fields do.
 * @throws EventPatternError for a condition that is not supported here, naming it
 */
export function eventMatcher(pattern: unknown): EventMatcher {
  if (!isRecord(pattern)) throw new EventPatternError('A filter pattern is an object.');
  const fields = Object.entries(pattern).map(([name, value]) => fieldMatcher(name, value));
  return (event) => fields.every((matches) => matches(event));
}

function fieldMatcher(name: string, value: unknown): EventMatcher {
  if (name === '$or') {
    const alternatives = listOf(value, '$or').map((each) => eventMatcher(each));
    return (event) => alternatives.some((matches) => matches(event));
  }
  if (!Array.isArray(value)) {
    const nested = eventMatcher(value);
    return (event) => nested(isRecord(event) ? event[name] : undefined);
  }
  const conditions = value.map((condition) => conditionMatcher(condition));
  return (event) => {
    const field = isRecord(event) ? event[name] : undefined;
    // A list matches when any of its items does.
    const candidates: unknown[] = Array.isArray(field) && field.length > 0 ? field : [field];
    return conditions.some((matches) => candidates.some((candidate) => matches(candidate)));
  };
}

function conditionMatcher(condition: unknown): EventMatcher {
  if (!isRecord(condition)) return (field) => field === condition;
  const [[operator, operand] = ['', undefined], ...others] = Object.entries(condition);
  const build = operators[operator];
  if (build === undefined || others.length > 0) {
    throw new EventPatternError(`The filter condition ${JSON.stringify(condition)} is not supported here.`);
  }
  return build(operand);
}

const operators: Readonly<Record<string, (operand: unknown) => EventMatcher>> = {
  exists: (operand) => (field) => (field !== undefined && !isRecord(field)) === operand,
  prefix: (operand) => {
    const prefix = textOf(operand, 'prefix');
    return (field) => typeof field === 'string' && field.startsWith(prefix);
  },
  suffix: (operand) => {
    const suffix = textOf(operand, 'suffix');
    return (field) => typeof field === 'string' && field.endsWith(suffix);
  },
  'equals-ignore-case': (operand) => {
    const wanted = textOf(operand, 'equals-ignore-case').toLowerCase();
    return (field) => typeof field === 'string' && field.toLowerCase() === wanted;
  },
  'anything-but': (operand) => {
    const conditions = (Array.isArray(operand) ? operand : [operand]).map((each) => conditionMatcher(each));
    return (field) => field !== undefined && !conditions.some((matches) => matches(field));
  },
  numeric: (operand) => {
    const comparisons = numericComparisons(listOf(operand, 'numeric'));
    return (field) => typeof field === 'number' && comparisons.every((holds) => holds(field));
  },
};

function numericComparisons(parts: readonly unknown[]): ((field: number) => boolean)[] {
  const comparisons: ((field: number) => boolean)[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const compare = typeof parts[index] === 'string' ? comparators[String(parts[index])] : undefined;
    const bound = parts[index + 1];
    if (compare === undefined || typeof bound !== 'number') {
      throw new EventPatternError(
        `The filter condition numeric ${JSON.stringify(parts)} is not supported here.`,
      );
    }
    comparisons.push((field) => compare(field, bound));
  }
  return comparisons;
}

const comparators: Readonly<Record<string, (field: number, bound: number) => boolean>> = {
  '=': (field, bound) => field === bound,
  '<': (field, bound) => field < bound,
  '<=': (field, bound) => field <= bound,
  '>': (field, bound) => field > bound,
  '>=': (field, bound) => field >= bound,
};

function textOf(operand: unknown, operator: string): string {
  if (typeof operand === 'string') return operand;
  throw new EventPatternError(`The filter condition ${operator} takes a text.`);
}

function listOf(operand: unknown, operator: string): unknown[] {
  if (Array.isArray(operand)) return operand;
  throw new EventPatternError(`The filter condition ${operator} takes a list.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
