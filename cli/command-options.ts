import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

import { stageSchema, type Stage } from '#infra/stage.ts';

import { UsageError } from './run-command-line.ts';

/** The options every command has: `--help` shows its usage. */
const helpOption = { help: { type: 'boolean', short: 'h', default: false } } as const;

/** The options by which operators' commands find a deployment. */
export const deploymentOptions = {
  deployment: { type: 'string' },
  stage: { type: 'string' },
  'endpoint-url': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

/** How `deploymentOptions` are explained in a usage text. */
export const deploymentUsage = `  --deployment FILE     the deployment file
  --stage STAGE         dev or prod
  --endpoint-url URL    where the services answer, if not on AWS (AWS_ENDPOINT_URL does the same)`;

/**
 * What was typed, or `undefined` when it was a question for the usage, which has been answered.
 * @throws UsageError, or the ERR_PARSE_ARGS errors of Node, at an option that the command does not have
 */
export function readOptions<T extends ParseArgsOptionsConfig>(options: T, usage: string) {
  const { values } = parseArgs({ options: { ...options, ...helpOption } });
  if (!('help' in values) || values.help !== true) return values;
  process.stdout.write(`${usage.trim()}\n`);
  return undefined;
}

/** The value of an option that a command cannot do without. @throws UsageError */
export function required(value: string | undefined, option: string): string {
  if (value !== undefined && value !== '') return value;
  throw new UsageError(`--${option} is missing; --help shows what the command takes.`);
}

/** @throws UsageError when `text` is no stage */
export function readStage(text: string | undefined): Stage {
  const stage = stageSchema.safeParse(required(text, 'stage'));
  if (stage.success) return stage.data;
  throw new UsageError(`--stage is ${stageSchema.options.join(' or ')}, not "${text}".`);
}
