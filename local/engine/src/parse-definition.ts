import type { Definition, Scope, State } from './definition.ts';
import { DefinitionError } from './errors.ts';
import type { ExpressionCompiler } from './expression.ts';
import { FieldReader, LONGEST_SECONDS } from './field-reader.ts';
import { isJsonObject } from './json.ts';
import type { JsonValue } from './json.ts';
import { parseState } from './parse-state.ts';
import { transitionFaults } from './transition-faults.ts';

/** State names may have this many characters, as AWS has it. */
const LONGEST_NAME = 80;

/** What the parts of a definition share while they are parsed. */
export interface ParsingContext {
  readonly compiler: ExpressionCompiler;
  readonly faults: string[];
  /** Parses the states of a branch or processor; `where` names it in faults, `reader` reads it. */
  parseScope(where: string, reader: FieldReader, language: string): Scope;
}

/**
 * Checks and compiles a definition. Throws DefinitionError naming the state and field of everything that AWS would
 * refuse or that this engine does not run.
 */
export function parseDefinition(
  machine: string,
  definition: JsonValue,
  compiler: ExpressionCompiler,
): Definition {
  if (!isJsonObject(definition)) throw new DefinitionError(machine, ['the definition must be a JSON object']);
  const faults: string[] = [];
  const scopes: Scope[] = [];
  const stateNames = new Set<string>();
  const reader = new FieldReader({ where: 'the state machine', fields: definition, compiler, faults });

  const parseScope = (where: string, scopeReader: FieldReader, language: string): Scope => {
    const states = new Map<string, State>();
    const scope = { id: scopes.length, startAt: scopeReader.requiredString('StartAt'), states };
    scopes.push(scope);
    for (const [name, raw] of Object.entries(scopeReader.object('States') ?? {})) {
      if (!isJsonObject(raw)) faults.push(`${where}: state '${name}' must be an object`);
      else {
        if (stateNames.has(name)) faults.push(`state '${name}': the name is used twice`);
        if (name.length > LONGEST_NAME)
          faults.push(`state '${name}': the name is longer than ${LONGEST_NAME} characters`);
        stateNames.add(name);
        const state = parseState(name, raw, language, { compiler, faults, parseScope });
        if (state !== undefined) states.set(name, state);
      }
    }
    if (faults.length === 0) faults.push(...transitionFaults(scope, where));
    return scope;
  };

  const language = reader.string('QueryLanguage') ?? 'JSONPath';
  const version = reader.string('Version') ?? '1.0';
  if (version !== '1.0') reader.fault('Version', 'must be 1.0');
  const limits = { min: 1, max: LONGEST_SECONDS };
  const timeoutSeconds = reader.has('TimeoutSeconds')
    ? reader.number('TimeoutSeconds', LONGEST_SECONDS, limits, 'integer')
    : undefined;
  parseScope('the state machine', reader, language);
  reader.finish();
  if (faults.length > 0) throw new DefinitionError(machine, faults);
  return { scopes, timeoutSeconds };
}
