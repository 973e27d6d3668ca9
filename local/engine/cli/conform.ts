import { readFile } from 'node:fs/promises';
import { firstDifference } from './first-difference.ts';
import { parseRecordedCases } from './recorded-case.ts';
import type { RecordedCase } from './recorded-case.ts';
import { runDefinition } from './run-definition.ts';
import { standInFunctions } from './stand-in-functions.ts';

const USAGE = `Runs executions recorded on AWS and prints how many agree with what AWS did.

  npm run conform -- CASES.json

Exits 0 if all agree, 1 if any does not, 2 if they could not be run.
`;

async function differenceOf(recorded: RecordedCase): Promise<string | undefined> {
  try {
    const { definition, input, functions, expected } = recorded;
    const integrations = standInFunctions(functions);
    const { events } = await runDefinition({ definition, input, integrations, virtual: true });
    return firstDifference(expected, events);
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

async function main(path: string | undefined): Promise<number> {
  if (path === undefined) {
    process.stdout.write(USAGE);
    return 2;
  }
  const cases = parseRecordedCases(await readFile(path, 'utf8'));
  let agreeing = 0;
  for (const recorded of cases) {
    const difference = await differenceOf(recorded);
    if (difference === undefined) agreeing += 1;
    else process.stdout.write(`differs: ${recorded.id}\n  ${difference}\n`);
  }
  process.stdout.write(`${agreeing} of ${cases.length} recorded executions agree\n`);
  return agreeing === cases.length ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exitCode = 2;
}
