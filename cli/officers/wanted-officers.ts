import type { DeploymentFile } from '#infra/deployment-file.ts';
import { roles as allRoles, roleSchema, type Role } from '#platform/actor/actor.ts';

import { required } from '#cli/command-options.ts';
import { UsageError } from '#cli/run-command-line.ts';

import type { WantedOfficer } from './settle-accounts.ts';

/** Which officer was asked for on the command line; all of the file when `officer` is left out. */
export interface OfficerChoice {
  readonly officer?: string | undefined;
  readonly station?: string | undefined;
  readonly roles?: string | undefined;
  readonly username?: string | undefined;
}

/**
 * The officers who are to have accounts: those of the deployment file, or one of them, or one described in full.
 * @throws UsageError at a station or role that the deployment does not have
 */
export function wantedOfficers(
  { deployment, rosters }: Pick<DeploymentFile, 'deployment' | 'rosters'>,
  choice: OfficerChoice,
): readonly WantedOfficer[] {
  const listed = Object.entries(rosters).flatMap(([stationId, { officers }]) =>
    officers.map(({ officerId, roles }): WantedOfficer => ({ officerId, stationId, roles })),
  );
  const stations = deployment.stations.map(({ id }) => id);
  if (choice.station !== undefined && !stations.includes(choice.station))
    throw new UsageError(
      `--station "${choice.station}" is no station of the deployment; there are: ${stations.join(', ')}.`,
    );
  if (choice.officer === undefined) {
    const needless = Object.entries(choice).find(([, value]) => value !== undefined);
    if (needless !== undefined) throw new UsageError(`--${needless[0]} goes with --officer.`);
    if (listed.length > 0) return listed;
    throw new UsageError('The deployment file lists no officers; name one with --officer.');
  }
  return [oneOfficer(listed, choice.officer, choice)];
}

function oneOfficer(
  listed: readonly WantedOfficer[],
  officerId: string,
  { station, roles, username }: OfficerChoice,
): WantedOfficer {
  const [known, ...others] = listed.filter(
    (officer) => officer.officerId === officerId && (station === undefined || officer.stationId === station),
  );
  if (others.length > 0)
    throw new UsageError(`Several stations have an officer "${officerId}": say which with --station.`);
  return {
    officerId,
    stationId: known?.stationId ?? required(station, 'station'),
    roles: roles === undefined && known !== undefined ? known.roles : readRoles(required(roles, 'roles')),
    username,
  };
}

function readRoles(text: string): readonly Role[] {
  return [...new Set(text.split(','))].map((name) => {
    const role = roleSchema.safeParse(name.trim());
    if (role.success) return role.data;
    throw new UsageError(`--roles names "${name.trim()}"; there are: ${allRoles.join(', ')}.`);
  });
}
