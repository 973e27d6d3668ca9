import { parseArgs } from 'node:util';

import { verifyCustody } from '#functions/transfer/custody/verify-custody.ts';

import { runCommandLine, UsageError } from './run-command-line.ts';
import { describeFaults, describeVerified } from './verify-custody/describe-custody.ts';
import { readCustody, readHeads } from './verify-custody/read-custody.ts';

const usage = `
npm run verify:custody -- FILE [--heads FILE]

Says whether a custody chain is as the stations signed it: nothing altered, removed, added, swapped or cut off, every entry
signed by the station that acted, and custody moved by release and receipt only. Needs no network and no account. FILE is
what GET /v1/transfers/{caseId}/custody answers, or what the demo prints with --json.

  --heads FILE   heads that a station kept (GET /v1/transfers/{caseId}/custody/heads): whether anything that was signed
                 then is missing or another, and whether the keys are those that were kept

Ends with 0: the chain is whole; 1: it is not, and which entry shows it; 2: a file is not what was asked for.
`;

/** As of diff(1): there was no comparison. */
const TROUBLE = 2;

await runCommandLine(
  async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        heads: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(`${usage.trim()}\n`);
      return;
    }
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0)
      throw new UsageError('Name one file with a custody chain; --help says more.');
    const custody = readCustody(path);
    const kept = values.heads === undefined ? undefined : readHeads(values.heads);
    const faults = verifyCustody(custody, kept);
    if (faults.length === 0) {
      process.stdout.write(describeVerified(custody, kept));
    } else {
      process.stdout.write(describeFaults(custody, faults));
      process.exitCode = 1;
    }
  },
  { failure: TROUBLE },
);
