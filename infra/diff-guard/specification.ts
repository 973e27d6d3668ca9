import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import * as z from 'zod';

const databaseSchema = z.object({
  schema: z.object({
    resource: z.object({
      entities: z
        .array(
          z.object({
            cloudFormationType: z.string(),
            isStateful: z.boolean().optional(),
            properties: z.record(
              z.string(),
              z.object({ causesReplacement: z.enum(['yes', 'no', 'maybe']).optional() }),
            ),
          }),
        )
        .min(1),
    }),
  }),
});

type ResourceType = z.infer<typeof databaseSchema>['schema']['resource']['entities'][number];

/** What CloudFormation does to a resource when one of its properties changes. `unknown`: nobody has written it down. */
export type Replacement = 'yes' | 'no' | 'maybe' | 'unknown';

let types: ReadonlyMap<string, ResourceType> | undefined;

/**
 * What changing `property` does to a resource of `type`, by CloudFormation's own specification: the one that the pinned
 * CDK CLI carries for `cdk diff`, read here because the CLI has no way to ask for it and names no losses.
 */
export function replacementBy(type: string, property: string): Replacement {
  const known = specification().get(type)?.properties[property];
  return known === undefined ? 'unknown' : (known.causesReplacement ?? 'no');
}

/** Whether the specification counts resources of `type` among those that hold something. */
export function holdsSomething(type: string): boolean {
  return specification().get(type)?.isStateful === true;
}

function specification(): ReadonlyMap<string, ResourceType> {
  types ??= new Map(readDatabase().map((entity) => [entity.cloudFormationType, entity]));
  return types;
}

function readDatabase(): readonly ResourceType[] {
  const cli = dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json'));
  const database = gunzipSync(readFileSync(join(cli, 'db.json.gz'))).toString();
  return databaseSchema.parse(JSON.parse(database)).schema.resource.entities;
}
