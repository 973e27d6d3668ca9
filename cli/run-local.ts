import type { App } from 'aws-cdk-lib';

import { bundleFunctions } from '#infra/bundle-functions.ts';
import type { DirectoryOfficer } from '#local/issuer/issuer.ts';
import { startLocal, type LocalContext, type LocalOptions } from '#local/start-local.ts';
import type { LocalSystem } from '#local/system/local-system.ts';
import { partnershipsWith, stationOf, type Deployment } from '#platform/deployment/deployment.ts';

import { exampleDeploymentFile } from './example-deployment.ts';
import { exampleRosters } from './load-example-rosters.ts';
import { requireSmsStayHere } from './local-sms.ts';
import { developmentClaims } from './rosters/stations-of-token.ts';

/** How the example deployment is run on this machine. */
export type RunLocalOptions = Omit<LocalOptions, 'app' | 'officers'>;

/** Runs the example deployment on this machine: the very app that is deployed, with the development issuer. */
export function runLocal(options: RunLocalOptions): Promise<LocalSystem> {
  return startLocal({ ...options, app: exampleApp, officers: exampleOfficers() });
}

/** The example deployment. */
export function exampleDeployment(): Deployment {
  return exampleDeploymentFile().deployment;
}

/**
 * The app of the example deployment, issuing from and linking to the local system of `context`; with its own time
 * limits unless others are given.
 */
export async function exampleApp(
  { url, issuer, audience, outdir }: LocalContext,
  timers = exampleDeployment().timers,
): Promise<App> {
  const { deployment: example, infrastructure, geography } = exampleDeploymentFile();
  requireSmsStayHere(example.sms);
  const deployment: Deployment = {
    ...example,
    timers,
    publicBaseUrl: url,
    identity: {
      type: 'oidc',
      issuer,
      audience: [audience],
      claims: developmentClaims,
    },
  };
  const configuration = { deployment, geography };
  // The compiler is a process of its own: meanwhile this one loads CDK, which takes half as long.
  const [bundles, { buildApp }] = await Promise.all([
    bundleFunctions({ configuration, directory: `${outdir}.bundles`, reuse: true }),
    import('#infra/build-app.ts'),
  ]);
  return buildApp({ deployment, infrastructure, stage: 'dev', bundles, outdir });
}

const roleNames: Readonly<Record<string, string>> = {
  dutyOfficer: '值班民警 duty officer',
  patrolOfficer: '巡逻民警 patrol',
  deputy: '副所长 deputy',
  chief: '所长 chief',
  liaison: '联络员 liaison',
  administrator: '管理员 administrator',
};

/** The invented officers of the example rosters, for the development issuer. */
export function exampleOfficers(): DirectoryOfficer[] {
  const deployment = exampleDeployment();
  return Object.entries(exampleRosters()).flatMap(([stationId, { officers }]) =>
    officers.map(({ officerId, name, roles }) => ({
      officerId,
      name,
      stationId,
      partnershipId: partnershipsWith(deployment, stationId)[0]?.id ?? '',
      roles,
      shown: {
        station: stationOf(deployment, stationId).name['zh-CN'],
        roles: roles.map((role) => roleNames[role] ?? role).join('、'),
      },
    })),
  );
}
