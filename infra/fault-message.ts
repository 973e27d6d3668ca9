import * as z from 'zod';

/** Words for what zod calls the format of a text. */
const formats: Readonly<Record<string, string>> = {
  email: 'a mailbox such as duty@station.example',
  url: 'an address such as https://b815.example',
  date: 'a day such as 2026-11-23',
  datetime: 'an instant in UTC such as 2026-11-23T12:00:00Z',
};

/** As much of a JSON Schema as bounds a value. */
const boundsSchema = z.object({
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
});

type BoundIssue = Extract<z.core.$ZodRawIssue, { code: 'too_small' | 'too_big' }>;

/**
 * What is wrong with a value and what is allowed instead, for an administrator. Speaks where a schema has no words of
 * its own; never repeats the value, which may be personal.
 */
export function faultMessage(issue: z.core.$ZodRawIssue): string | undefined {
  const wanted = expectation(issue);
  if (issue.input !== undefined) return wanted;
  return wanted === undefined ? 'is missing' : `is missing; it ${wanted}`;
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
    case 'too_big':
      return boundMessage(issue);
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

/** Says both bounds, of which an issue names only the one that was passed. */
function boundMessage(issue: BoundIssue): string {
  const range = rangeOf(issue);
  if (issue.origin === 'string') return `must have ${range} characters`;
  const counted = ['array', 'set', 'object', 'map'].includes(issue.origin);
  return counted ? `must have ${range} entries` : `must be ${range}`;
}

function rangeOf(issue: BoundIssue): string {
  const [low, high] = issue.code === 'too_small' ? [issue.minimum, undefined] : [undefined, issue.maximum];
  if (issue.inclusive === false) return low === undefined ? `less than ${high}` : `more than ${low}`;
  const { schema } = issue;
  const bounds = boundsSchema.parse(schema === undefined ? {} : z.toJSONSchema(schema, { io: 'input' }));
  const least = bounds.minimum ?? bounds.minLength ?? bounds.minItems ?? low;
  const most = bounds.maximum ?? bounds.maxLength ?? bounds.maxItems ?? high;
  if (least === undefined) return `at most ${most}`;
  if (most === undefined) return `at least ${least}`;
  return least === most ? `exactly ${least}` : `from ${least} to ${most}`;
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
