import type { Definition, Scope, State } from './definition.ts';
import { DefinitionError } from './errors.ts';
import type { ExpressionCompiler } from './expression.ts';
import { FieldReader, LONGEST_SECONDS } from './field-reader.ts';
import { isJsonObject } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { parseState } from './parse-state.ts';
import type { StateParser } from './parse-state.ts';
import { transitionFaults } from './transition-faults.ts';
import { variableFaults } from './variable-faults.ts';

/** State names may have this many characters, as AWS has it. */
const LONGEST_NAME = 80;

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
  const where = 'the state machine';
  const reader = new FieldReader({ where, fields: definition, compiler, faults });
  const language = reader.string('QueryLanguage') ?? 'JSONPath';
  const parser = new DefinitionParser({ compiler, faults, language });
  const timeoutSeconds = machineFields(reader);
  const root = parser.parseScope(where, reader);
  reader.finish();
  if (faults.length === 0) {
    faults.push(...parser.scopes.flatMap((scope) => transitionFaults(scope)), ...variableFaults(root));
  }
  if (faults.length > 0) throw new DefinitionError(machine, faults);
  return { scopes: parser.scopes, timeoutSeconds };
}

function machineFields(reader: FieldReader): number | undefined {
  const version = reader.string('Version') ?? '1.0';
  if (version !== '1.0') reader.fault('Version', 'must be 1.0');
  if (!reader.has('TimeoutSeconds')) return undefined;
  return reader.number('TimeoutSeconds', LONGEST_SECONDS, { min: 1, max: LONGEST_SECONDS }, 'integer');
}

/** Parses the states of a machine, those within Map and Parallel states included. */
class DefinitionParser implements StateParser {
  readonly compiler: ExpressionCompiler;
  readonly faults: string[];
  readonly language: string;
  readonly scopes: Scope[] = [];
  readonly #names = new Set<string>();

  constructor(options: { compiler: ExpressionCompiler; faults: string[]; language: string }) {
    this.compiler = options.compiler;
    this.faults = options.faults;
    this.language = options.language;
  }

  parseScope(where: string, reader: FieldReader): Scope {
    const states = new Map<string, State>();
    const scope = { id: this.scopes.length, where, startAt: reader.requiredString('StartAt'), states };
    this.scopes.push(scope);
    for (const [name, fields] of Object.entries(reader.object('States') ?? {})) {
      const state = this.#checkName(name, fields) ? parseState(name, fields, this) : undefined;
      if (state !== undefined) states.set(name, state);
    }
    return scope;
  }

  #checkName(name: string, fields: JsonValue): fields is JsonObject {
    if (this.#names.has(name)) this.faults.push(`state '${name}': the name is used twice`);
    this.#names.add(name);
    if (name.length > LONGEST_NAME) {
      this.faults.push(`state '${name}': the name is longer than ${LONGEST_NAME} characters`);
    }
    if (isJsonObject(fields)) return true;
    this.faults.push(`state '${name}': must be an object`);
    return false;
  }
}
