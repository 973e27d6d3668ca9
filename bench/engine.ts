import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import * as z from 'zod';

import { bareJsonata, engineInMemory, engineJournaled, localStepFunctions } from './engine/contenders.ts';
import type { Contender, Load } from './engine/contenders.ts';
import { measure, type Measurement } from './engine/measure.ts';
import { chainLength } from './engine/pass-chain.ts';

/** A table of the report: its contenders under one load, each beside the last, the peer or limit. */
interface Comparison {
  readonly title: string;
  readonly load: Load;
  readonly contenders: readonly Contender[];
}

const directory = fileURLToPath(new URL('../.border815/bench/', import.meta.url));

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '9' } } });
const rounds = z.coerce.number().int().min(1).parse(values.rounds);

mkdirSync(directory, { recursive: true });
try {
  process.stdout.write(`${machineLine()}\n${versionLine()}\n`);
  for (const { title, load, contenders } of comparisons()) {
    process.stdout.write(`\n${title}\n\n${table(await measure(contenders, load, rounds))}\n`);
  }
} finally {
  rmSync(directory, { recursive: true });
}

function comparisons(): Comparison[] {
  const plain = [engineInMemory(false), engineJournaled(false, directory), localStepFunctions];
  const counting = [engineInMemory(true), engineJournaled(true, directory), bareJsonata];
  const chain: Load = { executions: 300, mode: 'one after the other' };
  const crowd: Load = { executions: 1000, mode: 'all at once' };
  return [
    { title: `A chain of ${chainLength} Pass states, ${times(chain)}`, load: chain, contenders: plain },
    { title: `The same chain, ${times(crowd)}`, load: crowd, contenders: plain },
    { title: `With an expression in each state, ${times(chain)}`, load: chain, contenders: counting },
    { title: `With an expression in each state, ${times(crowd)}`, load: crowd, contenders: counting },
  ];
}

function times({ executions, mode }: Load): string {
  return `${executions.toLocaleString('en')} executions, ${mode}`;
}

function table(measurements: readonly Measurement[]): string {
  const reference = measurements.at(-1)?.median ?? Number.NaN;
  const rows = measurements.map(({ name, min, median, max }) => {
    const rates = [min, median, max].map((rate) => Math.round(rate).toLocaleString('en').padStart(11));
    return `| ${name.padEnd(23)} | ${rates.join(' | ')} | ${(median / reference).toFixed(2).padStart(5)} |`;
  });
  const head = `| transitions/s           | ${['min', 'median', 'max'].map((each) => each.padStart(11)).join(' | ')} | ratio |`;
  const rule = `| ----------------------- | ${'----------: | '.repeat(3)}----: |`;
  return [head, rule, ...rows].join('\n');
}

function machineLine(): string {
  const all = cpus();
  return `${all.length} × ${all[0]?.model ?? 'unknown processor'}, ${platform()} ${arch()}, ${rounds} rounds`;
}

function versionLine(): string {
  const packages = ['aws-local-stepfunctions', 'jsonata'].map((name) => `${name} ${versionOf(name)}`);
  return [`Node ${process.version}`, ...packages].join(', ');
}

function versionOf(name: string): string {
  const path = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8'))).version;
}
