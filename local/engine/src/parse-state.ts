import type { Catcher, ChoiceRule, Retrier, Scope, State } from './definition.ts';
import { isExpression } from './expression.ts';
import type { ExpressionCompiler } from './expression.ts';
import { FieldReader, LONGEST_SECONDS } from './field-reader.ts';
import { isJsonObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { languageFault } from './query-language.ts';
import { parseTaskResource } from './task-resource.ts';
import { parseTimestamp } from './timestamp.ts';

const SECONDS = { min: 0, max: LONGEST_SECONDS };
const POSITIVE_SECONDS = { min: 1, max: LONGEST_SECONDS };
const COUNT = { min: 0, max: LONGEST_SECONDS };
/** The longest delay that a Retrier may be capped at: 31,622,400 s, 366 days. */
const LONGEST_RETRY_DELAY = 31_622_400;

/** What parses the states of a definition. */
export interface StateParser {
  readonly compiler: ExpressionCompiler;
  readonly faults: string[];
  /** The query language of the machine, which states inherit however deep they stand. */
  readonly language: string;
  /** Parses the states of a branch or processor; `where` names it in faults, `reader` reads it. */
  parseScope(where: string, reader: FieldReader): Scope;
}

/** Parses one state, adding what is wrong with it to the parser's faults; undefined if it cannot be run at all. */
export function parseState(name: string, fields: JsonObject, parser: StateParser): State | undefined {
  const { compiler, faults, language } = parser;
  const reader = new FieldReader({ where: `state '${name}'`, fields, compiler, faults });
  reader.raw('QueryLanguage');
  const fault = languageFault(fields, language);
  if (fault !== undefined) {
    reader.fault('QueryLanguage', fault);
    return undefined;
  }
  const state = parseByType(name, reader, parser);
  if (state !== undefined) reader.finish();
  return state;
}

function parseByType(name: string, reader: FieldReader, parser: StateParser): State | undefined {
  const type = reader.requiredString('Type');
  switch (type) {
    case 'Pass':
      return { type, name, ...continuing(reader) };
    case 'Wait':
      return { type, name, ...continuing(reader), ...waiting(reader) };
    case 'Succeed':
      return { type, name, output: reader.template('Output') };
    case 'Fail':
      return { type, name, error: textTemplate(reader, 'Error'), cause: textTemplate(reader, 'Cause') };
    case 'Choice':
      return {
        type,
        name,
        ...producing(reader),
        rules: choiceRules(reader),
        default: reader.string('Default'),
      };
    case 'Task':
      return { type, name, ...failing(reader), ...task(reader) };
    case 'Parallel':
      return {
        type,
        name,
        ...failing(reader),
        arguments: reader.template('Arguments'),
        branches: branches(name, reader, parser),
      };
    case 'Map':
      return { type, name, ...failing(reader), ...map(reader), processor: processor(name, reader, parser) };
    default:
      reader.fault('Type', `'${type}' is not a type of state`);
      return undefined;
  }
}

function producing(reader: FieldReader) {
  const assign = reader.raw('Assign');
  if (assign !== undefined && !isJsonObject(assign)) reader.fault('Assign', 'must be an object');
  else for (const variable of Object.keys(assign ?? {})) checkVariable(reader, variable);
  return { assign: reader.template('Assign'), output: reader.template('Output') };
}

/** Variables have up to 80 characters of a JSONata name; `states` belongs to Step Functions. */
function checkVariable(reader: FieldReader, variable: string): void {
  if (variable === 'states') reader.fault('Assign/states', 'is reserved');
  else if (!/^[\p{ID_Start}][\p{ID_Continue}]*$/u.test(variable) || variable.length > 80) {
    reader.fault(`Assign/${variable}`, 'is not the name of a variable');
  }
}

function continuing(reader: FieldReader) {
  const next = reader.string('Next');
  const end = reader.raw('End');
  if (end !== undefined && typeof end !== 'boolean') reader.fault('End', 'must be true or false');
  if ((next === undefined) === (end !== true))
    reader.fault('Next', 'either Next or End: true is needed, not both');
  return { next, ...producing(reader) };
}

function failing(reader: FieldReader) {
  return { ...continuing(reader), retry: retriers(reader), catch: catchers(reader) };
}

function waiting(reader: FieldReader) {
  const seconds = reader.numberTemplate('Seconds', SECONDS, 'integer');
  const timestamp = textTemplate(reader, 'Timestamp');
  if (reader.has('Seconds') === reader.has('Timestamp'))
    reader.fault('Seconds', 'either Seconds or Timestamp is needed, not both');
  const text = timestamp?.kind === 'literal' ? timestamp.value : undefined;
  if (typeof text === 'string' && parseTimestamp(text) === undefined) {
    reader.fault('Timestamp', 'must be an ISO-8601 extended offset date-time');
  }
  return { seconds, timestamp };
}

function textTemplate(reader: FieldReader, field: string) {
  const value = reader.raw(field);
  if (value !== undefined && typeof value !== 'string')
    reader.fault(field, 'must be a string or a JSONata expression');
  return reader.template(field);
}

function choiceRules(reader: FieldReader): ChoiceRule[] {
  const rules = reader.objects('Choices');
  if (rules.length === 0) reader.fault('Choices', 'must have at least one rule');
  return rules.flatMap((fields, index) => {
    const rule = reader.within(`Choices[${index}]`, fields);
    const condition = rule.template('Condition');
    const raw = rule.raw('Condition');
    if (!isExpression(raw) && typeof raw !== 'boolean')
      rule.fault('Condition', 'must be a JSONata expression or a boolean');
    const parsed = { next: rule.requiredString('Next'), ...producing(rule) };
    rule.finish();
    return condition === undefined ? [] : [{ condition, ...parsed }];
  });
}

function task(reader: FieldReader) {
  const arn = reader.requiredString('Resource');
  const resource = parseTaskResource(arn);
  if (resource === undefined && arn !== '') reader.fault('Resource', `'${arn}' is not supported`);
  const heartbeatSeconds = reader.numberTemplate('HeartbeatSeconds', POSITIVE_SECONDS, 'integer');
  const timeoutSeconds = reader.numberTemplate('TimeoutSeconds', POSITIVE_SECONDS, 'integer');
  const { heartbeat, timeout } = {
    heartbeat: reader.raw('HeartbeatSeconds'),
    timeout: reader.raw('TimeoutSeconds'),
  };
  if (typeof heartbeat === 'number' && typeof timeout === 'number' && heartbeat >= timeout) {
    reader.fault('HeartbeatSeconds', 'must be smaller than TimeoutSeconds');
  }
  return {
    resource: resource ?? { kind: 'function' as const, functionArn: arn },
    arguments: reader.template('Arguments'),
    timeoutSeconds,
    heartbeatSeconds,
  };
}

function branches(name: string, reader: FieldReader, parser: StateParser): Scope[] {
  const found = reader.objects('Branches');
  if (found.length === 0) reader.fault('Branches', 'must have at least one branch');
  return found.map((fields, index) => {
    const branch = reader.within(`Branches[${index}]`, fields);
    const scope = parser.parseScope(`state '${name}', branch ${index}`, branch);
    branch.finish();
    return scope;
  });
}

function map(reader: FieldReader) {
  const items = reader.raw('Items');
  if (items !== undefined && !isExpression(items) && !Array.isArray(items)) {
    reader.fault('Items', 'must be an array or a JSONata expression');
  }
  return {
    items: reader.template('Items'),
    itemSelector: reader.template('ItemSelector'),
    maxConcurrency: reader.numberTemplate('MaxConcurrency', COUNT, 'integer'),
    toleratedFailureCount: reader.numberTemplate('ToleratedFailureCount', COUNT, 'integer'),
    toleratedFailurePercentage: reader.numberTemplate(
      'ToleratedFailurePercentage',
      { min: 0, max: 100 },
      'number',
    ),
  };
}

/** `Iterator` is the name that ItemProcessor had; AWS still takes it. */
function processor(name: string, reader: FieldReader, parser: StateParser): Scope {
  const field = reader.has('Iterator') && !reader.has('ItemProcessor') ? 'Iterator' : 'ItemProcessor';
  const fields = reader.object(field) ?? {};
  const within = reader.within(field, fields);
  const config = within.raw('ProcessorConfig');
  if (config !== undefined) {
    const configReader = within.within('ProcessorConfig', isJsonObject(config) ? config : {});
    const mode = configReader.string('Mode') ?? 'INLINE';
    if (mode !== 'INLINE') configReader.fault('Mode', `${mode} is not supported: only INLINE`);
    configReader.finish();
  }
  const scope = parser.parseScope(`state '${name}'`, within);
  within.finish();
  return scope;
}

/** ErrorEquals, in which States.ALL must stand alone, and only in the last entry. */
function errors(entry: FieldReader, last: boolean): string[] {
  const names = entry.strings('ErrorEquals');
  if (names.includes('States.ALL') && (names.length > 1 || !last)) {
    entry.fault('ErrorEquals', 'States.ALL must stand alone and in the last entry');
  }
  return names;
}

function retriers(reader: FieldReader): Retrier[] {
  return reader.objects('Retry').map((fields, index, all) => {
    const entry = reader.within(`Retry[${index}]`, fields);
    const jitter = entry.string('JitterStrategy') ?? 'NONE';
    if (jitter !== 'NONE' && jitter !== 'FULL') entry.fault('JitterStrategy', 'must be FULL or NONE');
    const delay = { min: 1, max: LONGEST_RETRY_DELAY };
    const retrier = {
      errors: errors(entry, index === all.length - 1),
      interval: entry.number('IntervalSeconds', 1, POSITIVE_SECONDS, 'integer'),
      maxAttempts: entry.number('MaxAttempts', 3, COUNT, 'integer'),
      backoffRate: entry.number('BackoffRate', 2, { min: 1, max: Number.MAX_VALUE }, 'number'),
      maxDelay: entry.has('MaxDelaySeconds')
        ? entry.number('MaxDelaySeconds', 1, delay, 'integer')
        : undefined,
      fullJitter: jitter === 'FULL',
    };
    entry.finish();
    return retrier;
  });
}

function catchers(reader: FieldReader): Catcher[] {
  return reader.objects('Catch').map((fields, index, all) => {
    const entry = reader.within(`Catch[${index}]`, fields);
    const catcher = {
      errors: errors(entry, index === all.length - 1),
      next: entry.requiredString('Next'),
      ...producing(entry),
    };
    entry.finish();
    return catcher;
  });
}
