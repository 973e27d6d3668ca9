import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DefinitionError } from '../src/index.ts';
import type { WireHistoryEvent } from '../src/index.ts';
import { runDefinition } from './run-definition.ts';
import { parseStandIn, standInFunctions } from './stand-in-functions.ts';

const USAGE = `Runs a state machine in the Amazon States Language (JSONata) once and prints its history.

  npm run asl -- DEFINITION.json [--input JSON] [--json] [--virtual] [--lambda NAME=echo|raise]...

  --input    the execution's input, {} unless given
  --json     print one JSON object instead: status, output, error, cause, events
  --virtual  turn the clock from timer to timer instead of waiting
  --lambda   stand in for a function: echo answers with its payload, raise fails

Exits 0 if the execution succeeded, 1 if it did not, 2 if it could not be run.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      input: { type: 'string', default: '{}' },
      json: { type: 'boolean', default: false },
      virtual: { type: 'boolean', default: false },
      lambda: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  const [path] = positionals;
  if (values.help || path === undefined) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const { description, events } = await runDefinition({
    definition: await readFile(path, 'utf8'),
    input: values.input,
    integrations: standInFunctions(new Map(values.lambda.map(parseStandIn))),
    virtual: values.virtual,
  });
  const { status, error = null, cause = null } = description;
  const output: unknown = description.output === undefined ? null : JSON.parse(description.output);
  if (values.json) process.stdout.write(`${JSON.stringify({ status, output, error, cause, events })}\n`);
  else {
    for (const event of events) process.stdout.write(`${describeEvent(event)}\n`);
    process.stdout.write(`${status} ${description.output ?? `${error ?? ''} ${cause ?? ''}`}\n`);
  }
  return status === 'SUCCEEDED' ? 0 : 1;
}

function describeEvent(event: WireHistoryEvent): string {
  const { id, previousEventId, timestamp, type, ...rest } = event;
  const [details] = Object.values(rest);
  const text = details === undefined ? '' : ` ${JSON.stringify(details)}`;
  return `${timestamp.toISOString()} ${String(id).padStart(4)} ${String(previousEventId).padStart(4)} ${type}${text}`;
}

try {
  process.exitCode = await main();
} catch (thrown) {
  const expected = thrown instanceof DefinitionError || thrown instanceof RangeError;
  process.stderr.write(`${expected ? thrown.message : String(thrown)}\n`);
  process.exitCode = 2;
}
