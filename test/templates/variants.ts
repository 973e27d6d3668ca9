import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { CfnResource, Stack, type App } from 'aws-cdk-lib/core';

import { buildApp } from '#infra/build-app.ts';
import { loadDeploymentFile, type DeploymentFile } from '#infra/deployment-file.ts';
import { partitionOf } from '#infra/partition.ts';
import type { Stage } from '#infra/stage.ts';
import { templateSchema } from '#local/template/template.ts';
import { exampleFile } from '#test/infra/example-file.ts';
import { standInBundles } from '#test/infra/synthesised.ts';
import { temporaryFolder } from '#test/infra/temporary-folder.ts';

/** A deployment as it is synthesised, for checkers to look at. */
export interface Variant {
  readonly name: string;
  readonly app: App;
  /** Paths of the two templates. */
  readonly templates: readonly string[];
  /** Regions in which it may stand. */
  readonly regions: readonly string[];
  /** Construct path of a template's resource without the names of deployment and stage; the id itself if there is none. */
  readonly resource: (logicalId: string) => string;
}

type Change = Partial<DeploymentFile>;
type Regions = readonly string[];

const worldwide: Regions = ['us-east-1', 'eu-central-1'];
const china: Regions = ['cn-north-1', 'cn-northwest-1'];
const chinaFile = exampleFile.replace('example.', 'example-cn.');

/** Everything that an administrator can choose and that makes other resources. */
export function variants(): Variant[] {
  const example = loadDeploymentFile(exampleFile);
  const { deployment, infrastructure } = example;
  const captured: Change = { deployment: { ...deployment, sms: { type: 'capture' } } };
  const claims = { officer: 'officer', station: 'station', roles: 'roles' };
  const ownProviders: Change = {
    deployment: {
      ...deployment,
      sms: { type: 'http', url: 'https://sms.example/send', timeoutMs: 3000 },
      identity: { type: 'oidc', issuer: 'https://login.example', audience: ['border815'], claims },
    },
    infrastructure: {
      ...infrastructure,
      certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000',
    },
  };
  return [
    variant('dev', 'dev', worldwide, example),
    variant('prod', 'prod', worldwide, example),
    variant('dev with SMS captured', 'dev', worldwide, { ...example, ...captured }),
    variant('prod with providers of its own', 'prod', worldwide, { ...example, ...ownProviders }),
    variant('prod in mainland China', 'prod', china, loadDeploymentFile(chinaFile)),
  ];
}

function variant(name: string, stage: Stage, regions: Regions, file: DeploymentFile): Variant {
  const outdir = temporaryFolder();
  const [region = ''] = regions;
  const partition = partitionOf(region);
  const app = buildApp({ ...file, stage, partition, bundles: standInBundles(), outdir });
  const { stacks } = app.synth();
  const paths = new Map(
    app.node.findAll().flatMap((node) => {
      if (!CfnResource.isCfnResource(node)) return [];
      const logicalId: unknown = Stack.of(node).resolve(node.logicalId);
      return [[String(logicalId), shortPath(node.node.path)] as const];
    }),
  );
  return {
    name,
    app,
    templates: stacks.map(({ stackName, template }) => {
      const path = join(outdir, `${stackName}.json`);
      writeFileSync(path, JSON.stringify(template, undefined, 1));
      return path;
    }),
    regions,
    resource: (logicalId) => paths.get(logicalId) ?? logicalId,
  };
}

/** A construct's path from its stack on, without the `Resource` that the library hangs below its own constructs. */
export function shortPath(path: string): string {
  return path.replace(/^[^/]*-(stateful|stateless)\//, '$1/').replace(/\/Resource$/, '');
}

/** The variant with other properties for the first resource of a type: what a checker has to notice. */
export function spoiled(
  variant: Variant,
  type: string,
  spoil: (properties: Record<string, unknown>) => void,
): Variant {
  const folder = temporaryFolder();
  const templates = variant.templates.map((path) => {
    const template = templateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const found = Object.values(template.Resources).find(({ Type }) => Type === type);
    if (found !== undefined) spoil(found.Properties);
    const other = join(folder, basename(path));
    writeFileSync(other, JSON.stringify(template));
    return other;
  });
  return { ...variant, templates };
}
