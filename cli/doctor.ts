import { parseArgs } from 'node:util';

import { DeploymentFileError, loadDeploymentFile, type DeploymentFile } from '#infra/deployment-file.ts';

import { readStage } from './command-options.ts';
import { diagnose } from './doctor/diagnose.ts';
import type { Finding, Patient } from './doctor/finding.ts';
import { readCaseCounts } from './doctor/price/case-counts.ts';
import { estimatePrice } from './doctor/price/estimate.ts';
import { readPriceList } from './doctor/price/price-list.ts';
import { readableFindings, readablePrice } from './doctor/readable-report.ts';
import { wrongFile } from './doctor/wrong-file.ts';
import { runCommandLine, UsageError } from './run-command-line.ts';

const USAGE = `
npm run doctor -- [FILE] [options]

Looks through a deployment file for what its schema cannot see: hours that nobody covers, stations that cannot be reached,
timers that contradict each other, SMS in two parts, texts without translation, limits of the law that nobody has checked;
and estimates what a month costs.

  FILE               the deployment file (config/example.deployment.json)
  --stage STAGE      dev or prod (prod)
  --partition NAME   aws or aws-cn (aws)
  --cases N          cases a month, for the price (30)
  --drills N         drills a month, for the price (2)
  --prices FILE      price list (config/prices.json)
  --strict           warnings fail too
  --json             findings and price as one JSON object

Ends with 1 when there is an error, or with --strict a warning; else with 0. Says no officer's name or telephone.
`;

const partitions = ['aws', 'aws-cn'] as const;

await runCommandLine(() => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      stage: { type: 'string', default: 'prod' },
      partition: { type: 'string', default: 'aws' },
      cases: { type: 'string', default: '30' },
      drills: { type: 'string', default: '2' },
      prices: { type: 'string' },
      strict: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE.trim()}\n`);
    return Promise.resolve();
  }
  const [path = 'config/example.deployment.json', ...others] = positionals;
  if (others.length > 0) throw new UsageError('One deployment file at a time; --help says more.');
  const chosen = {
    stage: readStage(values.stage),
    partition: partitionOf(values.partition),
    now: new Date(),
  } satisfies Omit<Patient, 'file'>;
  const month = { cases: countOf('cases', values.cases), drills: countOf('drills', values.drills) };
  const file = read(path);
  const findings = Array.isArray(file) ? file : diagnose({ ...chosen, file });
  const price = Array.isArray(file)
    ? undefined
    : estimatePrice(file, readPriceList(values.prices), readCaseCounts(), month);
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ file: path, stage: chosen.stage, partition: chosen.partition, findings, price })}\n`
      : readableFindings(path, findings) + (price === undefined ? '' : readablePrice(price)),
  );
  const failing = values.strict ? ['error', 'warning'] : ['error'];
  if (findings.some(({ severity }) => failing.includes(severity))) process.exitCode = 1;
  return Promise.resolve();
});

/** The file, or what keeps it from being one. */
function read(path: string): DeploymentFile | Finding[] {
  try {
    return loadDeploymentFile(path);
  } catch (error) {
    if (error instanceof DeploymentFileError) return error.faults.map(wrongFile);
    throw error;
  }
}

function partitionOf(text: string): Patient['partition'] {
  const partition = partitions.find((name) => name === text);
  if (partition !== undefined) return partition;
  throw new UsageError(`--partition is ${partitions.join(' or ')}, not "${text}".`);
}

function countOf(option: string, text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new UsageError(`--${option} takes a whole number, not "${text}".`);
}
