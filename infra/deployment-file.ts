import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import * as z from 'zod';

import { parseGeography } from '#functions/missing-person/search/geography.ts';
import { deploymentSchema, type Deployment } from '#platform/deployment/deployment.ts';

import { infrastructureSettingsSchema, type InfrastructureSettings } from './infrastructure-settings.ts';

/** A deployment file that was read and checked. */
export interface DeploymentFile {
  /** What the functions are given: the file without its `infrastructure` section. */
  readonly deployment: Deployment;
  readonly infrastructure: InfrastructureSettings;
  /** The geography that the file names, as GeoJSON. */
  readonly geography: unknown;
}

/** A deployment file, or a file it names, cannot be read or holds a wrong value. */
export class DeploymentFileError extends Error {
  override readonly name = 'DeploymentFileError';
  /** Path of each wrong value, such as `timers.ladder.0.role`. */
  readonly fields: readonly string[];

  constructor(file: string, faults: readonly { readonly field: string; readonly message: string }[]) {
    super([`${file} is wrong:`, ...faults.map(({ field, message }) => `  ${field}: ${message}`)].join('\n'));
    this.fields = faults.map(({ field }) => field);
  }
}

/**
 * Reads and checks a deployment file.
 * @throws DeploymentFileError naming every wrong field
 */
export function loadDeploymentFile(path: string): DeploymentFile {
  const { infrastructure, ...deployment } = readObject(path, 'file');
  const checkedDeployment = deploymentSchema.safeParse(deployment);
  const checkedInfrastructure = infrastructureSettingsSchema.safeParse(infrastructure);
  if (!checkedDeployment.success || !checkedInfrastructure.success)
    throw new DeploymentFileError(path, [
      ...faultsOf(checkedDeployment.error, ''),
      ...faultsOf(checkedInfrastructure.error, 'infrastructure'),
    ]);
  return {
    deployment: checkedDeployment.data,
    infrastructure: checkedInfrastructure.data,
    geography: readGeography(path, checkedInfrastructure.data.geography),
  };
}

function readGeography(deploymentFile: string, geographyFile: string): unknown {
  const field = 'infrastructure.geography';
  const geography = readObject(resolve(dirname(deploymentFile), geographyFile), field);
  try {
    parseGeography(geography);
  } catch (error) {
    throw new DeploymentFileError(deploymentFile, [{ field, message: messageOf(error) }]);
  }
  return geography;
}

function readObject(path: string, field: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const message = error instanceof z.ZodError ? 'must hold a JSON object' : messageOf(error);
    throw new DeploymentFileError(path, [{ field, message }]);
  }
}

function faultsOf(error: z.ZodError | undefined, section: string): { field: string; message: string }[] {
  return (error?.issues ?? []).flatMap((issue) => {
    const path = [section, ...issue.path.map(String)].filter((part) => part !== '');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ field: [...path, key].join('.'), message: 'is not a known field' }));
    return [{ field: path.join('.'), message: issue.message }];
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
