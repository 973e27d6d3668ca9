import * as z from 'zod';

/** Words for what zod calls the format of a text. */
const formats: Readonly<Record<string, string>> = {
  email: 'a mailbox such as duty@station.example',
  url: 'an address such as https://b815.example',
  date: 'a day such as 2026-11-23',
  datetime: 'an instant in UTC such as 2026-11-23T12:00:00Z',
};

/**
 * What is wrong with a value and what is allowed instead, for an administrator. Speaks where a schema has no words of
 * its own; never repeats the value, which may be personal.
 */
export function faultMessage(issue: z.core.$ZodRawIssue): string | undefined {
  const wanted = expectation(issue);
  if (issue.input !== undefined) return wanted;
  return wanted === undefined ? 'is missing' : `is missing; ${wanted}`;
}

function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${withArticle(issue.expected)}`;
    case 'invalid_value':
      return `must be ${alternatives(issue.values)}`;
    case 'invalid_union':
      return `must be ${alternatives('options' in issue && Array.isArray(issue.options) ? issue.options : [])}`;
    case 'unrecognized_keys':
      return 'is not a known field';
    case 'too_small':
      return `must ${quantity(issue.origin)} at least ${issue.minimum}`;
    case 'too_big':
      return `must ${quantity(issue.origin)} at most ${issue.maximum}`;
    case 'invalid_format':
      return `must be ${formats[issue.format] ?? `a text of the form ${issue.pattern ?? issue.format}`}`;
    default:
      return undefined;
  }
}

function alternatives(values: readonly unknown[]): string {
  const quoted = values.map((value) => JSON.stringify(value));
  return quoted.length === 1 ? String(quoted[0]) : `one of ${quoted.join(', ')}`;
}

function quantity(origin: string): string {
  if (origin === 'string') return 'have a length of';
  return ['array', 'set', 'object', 'map'].includes(origin) ? 'have a number of entries of' : 'be';
}

function withArticle(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    int: 'a whole number',
    array: 'a list [ … ]',
    tuple: 'a list [ … ]',
    object: 'an object { … }',
    record: 'an object { … }',
    string: 'a text in quotes',
    boolean: 'true or false',
    number: 'a number',
  };
  return names[expected] ?? expected;
}

/** The fields that the object at fault may have, for naming them beside one that it may not. */
export function knownFields(issue: z.core.$ZodRawIssue): readonly string[] {
  return issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : [];
}
