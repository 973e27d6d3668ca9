import { parseArgs } from 'node:util';

import { defaultDeploymentFile } from '#infra/add-deployment.ts';
import { DeploymentFileError, loadDeploymentFile, type DeploymentFile } from '#infra/deployment-file.ts';
import { targetFaults } from '#infra/deployment-target.ts';
import { partitionSchema, type Partition } from '#infra/partition.ts';

import { readStage } from './command-options.ts';
import { diagnose } from './doctor/diagnose.ts';
import type { Finding, Patient } from './doctor/finding.ts';
import { readCaseCounts } from './doctor/price/case-counts.ts';
import { estimatePrice } from './doctor/price/estimate.ts';
import { readPriceList } from './doctor/price/price-list.ts';
import { standingOf, type Standing } from './doctor/price/standing.ts';
import { readableFindings, readablePrice } from './doctor/readable-report.ts';
import { notSynthesised, wrongFile } from './doctor/wrong-file.ts';
import { runCommandLine, UsageError } from './run-command-line.ts';

const USAGE = `
npm run doctor -- [FILE] [options]

Looks through a deployment file for what its schema cannot see: hours that nobody covers, stations that cannot be reached,
timers that contradict each other, SMS in two parts, texts without translation, limits of the law that nobody has checked;
and estimates what a month costs.

  FILE               the deployment file (the example of the partition)
  --stage STAGE      dev or prod (prod)
  --partition NAME   aws or aws-cn (aws)
  --cases N          cases a month, for the price (30)
  --drills N         drills a month, for the price (2)
  --prices FILE      price list (config/prices.json)
  --strict           warnings fail too
  --json             findings and price as one JSON object

Ends with 1 when there is an error, or with --strict a warning; else with 0. Says no officer's name or telephone.
`;

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
  const partition = partitionOf(values.partition);
  const [path = defaultDeploymentFile[partition], ...others] = positionals;
  if (others.length > 0) throw new UsageError('One deployment file at a time; --help says more.');
  const chosen = { stage: readStage(values.stage), partition, now: new Date() };
  const month = { cases: countOf('cases', values.cases), drills: countOf('drills', values.drills) };
  const prices = readPriceList(values.prices);
  const { findings, patient } = examine(path, chosen);
  const price =
    patient === undefined
      ? undefined
      : estimatePrice(patient.file, prices, readCaseCounts(), patient.standing, month);
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ file: path, stage: chosen.stage, partition, findings, price })}\n`
      : readableFindings(path, findings) + (price === undefined ? '' : readablePrice(price)),
  );
  const failing = values.strict ? ['error', 'warning'] : ['error'];
  if (findings.some(({ severity }) => failing.includes(severity))) process.exitCode = 1;
  return Promise.resolve();
});

/** What is found, and what stands in the templates of a deployment that can be synthesised at all. */
function examine(
  path: string,
  chosen: Omit<Patient, 'file'>,
): {
  readonly findings: readonly Finding[];
  readonly patient?: { readonly file: DeploymentFile; readonly standing: Standing };
} {
  const file = read(path);
  if (Array.isArray(file)) return { findings: file };
  const findings = diagnose({ ...chosen, file });
  if (targetFaults(file, chosen).length > 0) return { findings };
  try {
    return { findings, patient: { file, standing: standingOf({ ...chosen, file }) } };
  } catch (error) {
    return { findings: [notSynthesised(error), ...findings] };
  }
}

/** The file, or what keeps it from being one. */
function read(path: string): DeploymentFile | Finding[] {
  try {
    return loadDeploymentFile(path);
  } catch (error) {
    if (error instanceof DeploymentFileError) return error.faults.map(wrongFile);
    throw error;
  }
}

function partitionOf(text: string): Partition {
  const partition = partitionSchema.safeParse(text);
  if (partition.success) return partition.data;
  throw new UsageError(`--partition is ${partitionSchema.options.join(' or ')}, not "${text}".`);
}

function countOf(option: string, text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new UsageError(`--${option} takes a whole number, not "${text}".`);
}
