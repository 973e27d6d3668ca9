import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import * as z from 'zod';

import { parseGeography } from '#functions/missing-person/search/geography.ts';
import type { Deployment } from '#platform/deployment/deployment.ts';
import type { Roster } from '#platform/roster/roster.ts';

import { deploymentFileSchema, stationRosters } from './deployment-file-schema.ts';
import { faultMessage, knownFields } from './fault-message.ts';
import type { InfrastructureSettings } from './infrastructure-settings.ts';
import { parseJson } from './parse-json.ts';

/** A deployment file that was read and checked. */
export interface DeploymentFile {
  /** What the functions are given: the file without the sections that are not for them. */
  readonly deployment: Deployment;
  readonly infrastructure: InfrastructureSettings;
  /** The geography that the file names, as GeoJSON. */
  readonly geography: unknown;
  /** Officers and first shifts, by station: personal data, only ever sent to the running system's API. */
  readonly rosters: Readonly<Record<string, Roster>>;
}

/** A wrong value. */
export interface DeploymentFault {
  /** Its path, such as `timers.ladder.0.role`; `file` when the file itself cannot be read. */
  readonly field: string;
  /** What is wrong, and what is allowed. */
  readonly message: string;
}

/** A deployment file, or a file it names, cannot be read or holds a wrong value. */
export class DeploymentFileError extends Error {
  override readonly name = 'DeploymentFileError';
  readonly faults: readonly DeploymentFault[];

  constructor(file: string, faults: readonly DeploymentFault[]) {
    super([`${file} is wrong:`, ...faults.map(({ field, message }) => `  ${field}: ${message}`)].join('\n'));
    this.faults = faults;
  }

  /** Path of each wrong value. */
  get fields(): readonly string[] {
    return this.faults.map(({ field }) => field);
  }
}

/**
 * Reads and checks a deployment file.
 * @throws DeploymentFileError naming every wrong field
 */
export function loadDeploymentFile(path: string): DeploymentFile {
  const result = deploymentFileSchema.safeParse(readObject(path, path, 'file'), { error: describe });
  if (!result.success) throw new DeploymentFileError(path, faultsOf(result.error));
  const { $schema: _schema, infrastructure, officers, rosters, ...deployment } = result.data;
  return {
    deployment,
    infrastructure,
    geography: readGeography(path, infrastructure.geography),
    rosters: stationRosters({ officers, rosters }),
  };
}

function readGeography(deploymentFile: string, geographyFile: string): unknown {
  const field = 'infrastructure.geography';
  const geography = readObject(deploymentFile, resolve(dirname(deploymentFile), geographyFile), field);
  try {
    parseGeography(geography);
  } catch (error) {
    throw new DeploymentFileError(deploymentFile, [{ field, message: messageOf(error) }]);
  }
  return geography;
}

function readObject(deploymentFile: string, path: string, field: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(parseJson(readFileSync(path, 'utf8')));
  } catch (error) {
    const message = error instanceof z.ZodError ? 'must hold a JSON object' : messageOf(error);
    throw new DeploymentFileError(deploymentFile, [{ field, message }]);
  }
}

/** An unknown field says which ones there are. */
function describe(issue: z.core.$ZodRawIssue): string | undefined {
  const message = faultMessage(issue);
  const known = issue.code === 'unrecognized_keys' ? knownFields(issue) : [];
  return message === undefined || known.length === 0
    ? message
    : `${message}; known here: ${known.join(', ')}`;
}

function faultsOf(error: z.ZodError): DeploymentFault[] {
  return error.issues.flatMap(({ path, message, ...issue }) => {
    const field = path.map(String);
    if (issue.code !== 'unrecognized_keys') return [{ field: field.join('.'), message }];
    return issue.keys.map((key) => ({ field: [...field, key].join('.'), message }));
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
