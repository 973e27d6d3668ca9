import type { Role } from '#platform/actor/actor.ts';
import { stationRelation } from '#platform/authorization/authorize.ts';
import { stationPermissions } from '#platform/authorization/permission-table.ts';
import type { Deployment } from '#platform/deployment/deployment.ts';

/** The stations whose roster an officer may replace, by the permission table. */
export function stationsWrittenBy(
  deployment: Deployment,
  officer: { readonly stationId: string; readonly roles: readonly Role[] },
): string[] {
  const allowed = stationPermissions['roster.replace'];
  return deployment.stations
    .map(({ id }) => id)
    .filter((id) => {
      const relation = stationRelation(deployment, officer.stationId, id);
      const roles: readonly Role[] = relation === undefined ? [] : allowed[relation];
      return officer.roles.some((role) => roles.includes(role));
    });
}
