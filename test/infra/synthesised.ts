import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Template } from 'aws-cdk-lib/assertions';

import { buildApp } from '#infra/build-app.ts';
import type { FunctionBundles } from '#infra/bundle-functions.ts';
import { loadDeploymentFile, type DeploymentFile } from '#infra/deployment-file.ts';
import { functionNames } from '#infra/function-entries.ts';
import type { Partition } from '#infra/partition.ts';
import { StatefulStack } from '#infra/stateful-stack.ts';
import { StatelessStack } from '#infra/stateless-stack.ts';
import type { Stage } from '#infra/stage.ts';

import { exampleFile } from './example-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Both templates of an app. */
export interface Synthesised {
  readonly stateful: Template;
  readonly stateless: Template;
}

/** A resource of a template, loosely typed as templates are. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** Synthesises the example deployment, with changes if given, around stand-in bundles. */
export function synthesise(
  stage: Stage,
  change: Partial<DeploymentFile> = {},
  partition: Partition = 'aws',
): Synthesised {
  const app = buildApp({
    ...loadDeploymentFile(exampleFile),
    ...change,
    stage,
    partition,
    bundles: standInBundles(),
    outdir: temporaryFolder(),
  });
  const stacks = app.node.children;
  const stateful = stacks.find((stack) => stack instanceof StatefulStack);
  const stateless = stacks.find((stack) => stack instanceof StatelessStack);
  if (stateful === undefined || stateless === undefined) throw new Error('A stack is missing.');
  return {
    stateful: Template.fromStack(stateful),
    stateless: Template.fromStack(stateless),
  };
}

/** All resources of a template by logical id. */
export function resourcesOf(template: Template): Record<string, TemplateResource> {
  return template.toJSON()['Resources'] as Record<string, TemplateResource>;
}

/** The resources of one type by logical id. */
export function resourcesOfType(template: Template, type: string): [string, TemplateResource][] {
  return Object.entries(resourcesOf(template)).filter(([, resource]) => resource.Type === type);
}

/** Properties of every resource of one type. */
export function propertiesOf(template: Template, type: string): Record<string, unknown>[] {
  return resourcesOfType(template, type).map(([, { Properties }]) => Properties);
}

/** Properties of the one resource of its type, or of those of its type whose logical id begins so. */
export function onlyOne(template: Template, type: string, beginning = ''): Record<string, unknown> {
  const [found, ...others] = resourcesOfType(template, type).filter(([id]) => id.startsWith(beginning));
  if (found === undefined || others.length > 0) throw new Error(`Not exactly one ${type} "${beginning}".`);
  return found[1].Properties;
}

let bundles: FunctionBundles | undefined;

/** Bundles that are quick to make: the code of a function is nothing that a template shows. */
export function standInBundles(): FunctionBundles {
  if (bundles !== undefined) return bundles;
  const directory = temporaryFolder();
  for (const name of functionNames) {
    mkdirSync(join(directory, name));
    writeFileSync(join(directory, name, 'index.js'), `exports.handler = async () => '${name}';\n`);
  }
  bundles = { directory };
  return bundles;
}
