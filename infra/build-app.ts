/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { App } from 'aws-cdk-lib/core';

import type { Deployment } from '#platform/deployment/deployment.ts';

import type { FunctionBundles } from './bundle-functions.ts';
import { requireFit } from './deployment-target.ts';
import { featureFlags } from './feature-flags.ts';
import type { InfrastructureSettings } from './infrastructure-settings.ts';
import type { Partition } from './partition.ts';
import { StatefulStack } from './stateful-stack.ts';
import { StatelessStack } from './stateless-stack.ts';
import { stackNames } from './stack-names.ts';
import { keepsRecords, type Stage } from './stage.ts';

/** What the stacks of a deployment are made from. */
export interface StacksOptions {
  readonly deployment: Deployment;
  readonly infrastructure: InfrastructureSettings;
  readonly stage: Stage;
  /** Where the stacks are to stand; `aws` unless said. */
  readonly partition?: Partition;
  readonly bundles: FunctionBundles;
}

/** How an app is synthesised. */
export interface SynthesisOptions {
  /** Where the assembly is written; default: as the CLI says, or a new folder. */
  readonly outdir?: string;
  /** Whether the templates are checked against CloudFormation's schemas and rules, which takes seconds. */
  readonly checkTemplates: boolean;
}

/** The CDK app without stacks. */
export function emptyApp({ outdir, checkTemplates }: SynthesisOptions): App {
  return new App({
    context: { ...featureFlags },
    builtinCloudFormationValidation: checkTemplates,
    analyticsReporting: false,
    ...(outdir === undefined ? {} : { outdir }),
  });
}

/**
 * Adds the two stacks of a deployment. They name no account and no region: the CLI's credentials decide.
 * @throws DeploymentTargetError naming every field that does not fit the stage or the partition
 */
export function addStacks(app: App, { partition = 'aws', ...options }: StacksOptions): void {
  const { deployment, stage } = options;
  requireFit(options, { stage, partition });
  const names = stackNames(deployment.name, stage);
  const common = {
    ...options,
    terminationProtection: keepsRecords(stage),
    tags: { 'border815:deployment': deployment.name, 'border815:stage': stage },
  };
  const stateful = new StatefulStack(app, names.stateful, {
    ...common,
    description: 'border815: records, photos, keys, subscriptions and accounts',
  });
  new StatelessStack(app, names.stateless, {
    ...common,
    stateful,
    description: 'border815: functions, API, processes and alarms',
  });
}

/**
 * The whole app, not yet synthesised, for use in this process: the one-machine system and the tests. The templates are
 * checked where they are going to be deployed, by the CLI's run of `app.ts`.
 * @example
 * const { deployment, infrastructure, geography } = loadDeploymentFile('config/example.deployment.json');
 * const bundles = await bundleFunctions({ configuration: { deployment, geography } });
 * buildApp({ deployment, infrastructure, stage: 'dev', bundles, outdir: 'cdk.out' }).synth();
 */
export function buildApp({ outdir, ...options }: StacksOptions & { readonly outdir?: string }): App {
  const app = emptyApp({ outdir, checkTemplates: false });
  addStacks(app, options);
  return app;
}
