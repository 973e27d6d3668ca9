import { parseArgs } from 'node:util';

import { readAllowedChanges, rule } from '#infra/diff-guard/allowed-changes.ts';
import { describeRuling } from '#infra/diff-guard/describe-ruling.ts';
import { findDestructiveChanges } from '#infra/diff-guard/find-destructive-changes.ts';
import { readBoth } from '#infra/diff-guard/read-templates.ts';

import { runCommandLine, UsageError } from './run-command-line.ts';

const usage = `
npm run diff:guard -- OLD NEW [--allow FILE] [--json]

Says what would be lost if NEW were deployed over OLD, and ends with 1 unless each loss is allowed. OLD and NEW are two
templates, or two folders of templates: "npm run templates:deployed" writes what is deployed, "npm run synth" what would
be. Stacks are compared by their names.

  --allow FILE   who allows what, why, and until when; config/allowed-changes.json unless said
  --json         the result as one JSON object

Ends with 0: nothing is lost, or all of it is allowed; 1: something is not allowed, or an entry of the file is expired or
matches nothing; 2: the comparison could not be made.
`;

/** As of diff(1): there was no comparison. */
const TROUBLE = 2;

await runCommandLine(
  async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        allow: { type: 'string', default: 'config/allowed-changes.json' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(`${usage.trim()}\n`);
      return;
    }
    const [oldPath, newPath, ...others] = positionals;
    if (oldPath === undefined || newPath === undefined || others.length > 0)
      throw new UsageError('Name two templates or two folders, the old one first; --help says more.');
    const { before, after } = readBoth(oldPath, newPath);
    const stacks = new Set(before.keys());
    const ruling = rule(
      findDestructiveChanges(before, after),
      readAllowedChanges(values.allow),
      stacks,
      new Date(),
    );
    const ok = ruling.refused.length === 0 && ruling.faults.length === 0;
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ ok, compared: [...stacks], ...ruling })}\n`
        : `${describeRuling(ruling)}\n`,
    );
    if (!ok) process.exitCode = 1;
  },
  { failure: TROUBLE },
);
