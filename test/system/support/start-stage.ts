import { dirname, join } from 'node:path';

import { inject } from 'vitest';

import { ApiClient } from '#cli/demo/api-client.ts';
import { loadExampleRosters } from '#cli/load-example-rosters.ts';
import { buildApp } from '#infra/build-app.ts';
import { bundleFunctions } from '#infra/bundle-functions.ts';
import { loadDeploymentFile } from '#infra/deployment-file.ts';
import { partitionOf } from '#infra/partition.ts';
import { startLocal, type LocalContext } from '#local/start-local.ts';
import type { ObservedCall } from '#local/server/observed-call.ts';
import type { LocalSystem } from '#local/system/local-system.ts';
import type { Deployment } from '#platform/deployment/deployment.ts';
import type { SmsProvider } from '#platform/deployment/sms.ts';

import { Stage } from './stage.ts';
import { TableReader } from './table-reader.ts';
import { rosterOfficer } from './test-officer.ts';
import type { TestSystem } from './test-system.ts';

/** So many requests as a test sends no two stations send: the limits that protect the service stand aside. */
const UNTHROTTLED = { ratePerSecond: 10_000, burst: 10_000 };

/** How a test system differs from the example. */
export interface TestSystemOptions {
  /** Where it keeps what it writes; default: nowhere, and the database is the shared one of this run. */
  readonly dataDirectory?: string;
  /** Who takes over its SMS; default: SNS, whose telephones are the outbox. */
  readonly sms?: SmsProvider;
  /** The region it believes to stand in; default: one outside China. */
  readonly region?: string;
  /** Changes to the example's time limits. */
  readonly timers?: Partial<Deployment['timers']>;
  /** Told of every call to a service. */
  readonly observe?: (call: ObservedCall) => void;
}

/** The whole example deployment on this machine, under a clock that stands until it is turned. */
export async function startTestSystem(
  options: TestSystemOptions = {},
): Promise<TestSystem & { local: LocalSystem }> {
  const local = await startLocal({
    app: (context) => exampleApp(context, options),
    clock: 'virtual',
    officers: directoryOfficers(),
    ...(options.region === undefined ? {} : { region: options.region }),
    ...(options.observe === undefined ? {} : { observe: options.observe }),
    ...(options.dataDirectory === undefined
      ? { dynamodb: { endpoint: inject('dynamoDbEndpoint') } }
      : { dataDirectory: options.dataDirectory }),
  });
  const table = new TableReader(local);
  return {
    local,
    url: local.url,
    token: ({ officerId, stationId, roles }, flaw = {}) =>
      local.issuer.tokenFor(ANYBODY, { ...flaw, claims: { officerId, stationId, roles } }),
    messages: () => local.outbox.messages,
    now: () => local.now(),
    advance: (seconds) => local.advance(seconds * 1000),
    settle: () => local.settle(),
    items: (pk, prefix) => table.items(pk, prefix),
    allItems: () => table.all(),
    answered: (status) => local.accessLog.countByStatus.get(status) ?? 0,
    failFor: (telephone) => local.outbox.failFor(telephone),
    executions: () => executionsOf(local),
    close: async () => {
      table.close();
      await local.close();
    },
  };
}

/** A stage on a new system whose stations have their example rosters. */
export async function startStage(options: TestSystemOptions = {}): Promise<Stage> {
  return stageOn(await startTestSystem(options));
}

/** A stage on a system that runs and is still empty. */
export async function stageOn(system: TestSystem): Promise<Stage> {
  await loadExampleRosters(
    async (officerId) => new ApiClient(system.url, await system.token(rosterOfficer(officerId))),
  );
  await system.settle();
  return new Stage(system);
}

/** An entry of the issuer's directory whose claims each token replaces. */
const ANYBODY = 'anybody';

function directoryOfficers() {
  const nobody = { name: '—', partnershipId: '—', stationId: '—', roles: [] };
  return [{ ...nobody, officerId: ANYBODY }];
}

async function exampleApp(
  { outdir, issuer, audience }: LocalContext,
  { sms, region = '', timers = {} }: TestSystemOptions,
) {
  const { deployment, infrastructure, geography } = loadDeploymentFile('config/example.deployment.json');
  const identity = {
    type: 'oidc' as const,
    issuer,
    audience: [audience],
    claims: { officer: 'officerId', station: 'stationId', roles: 'roles' },
  };
  const throttling = { officerRead: UNTHROTTLED, officerChange: UNTHROTTLED, public: UNTHROTTLED };
  const timersHere = { ...deployment.timers, ...timers };
  const local = { ...deployment, identity, sms: sms ?? deployment.sms, timers: timersHere };
  // Beside the assembly: two systems that start at once must not write each other's bundles.
  const directory = join(dirname(outdir), 'bundles');
  const bundles = await bundleFunctions({
    configuration: { deployment: local, geography },
    directory,
    reuse: true,
  });
  return buildApp({
    deployment: local,
    infrastructure: { ...infrastructure, throttling },
    stage: 'dev',
    partition: partitionOf(region),
    bundles,
    outdir,
  });
}

async function executionsOf({ engine }: LocalSystem): Promise<[string, string][]> {
  const listed: { executionArn: string; name: string }[] = [];
  let nextToken: string | undefined;
  do {
    const page = await engine.listExecutions(nextToken === undefined ? {} : { nextToken });
    listed.push(...page.executions);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return Promise.all(
    listed.map(async ({ executionArn, name }): Promise<[string, string]> => {
      const description = await engine.describeExecution({ executionArn });
      const history = await engine.getExecutionHistory({ executionArn, maxResults: 1000 });
      return [name, JSON.stringify({ description, history })];
    }),
  );
}
