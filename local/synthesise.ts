import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { App } from 'aws-cdk-lib';
import * as z from 'zod';

import { templateSchema, type Template } from '#local/template/template.ts';

/** What `cdk synth` makes, as far as running it needs. */
export interface Synthesised {
  /** By stack name. */
  readonly templates: Readonly<Record<string, Template>>;
  /** Directory or file of each asset, by its object key (`<hash>.zip`). */
  readonly assets: ReadonlyMap<string, string>;
}

const assetManifestSchema = z.looseObject({
  files: z
    .record(
      z.string(),
      z.looseObject({
        source: z.looseObject({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

/** Synthesises the app in this process and reads the templates and assets it made. @throws what the app throws */
export function synthesise(app: App): Synthesised {
  const assembly = synthesiseUnchecked(app);
  // Node takes a `.js` file for what the nearest package.json says; in a function's directory there is none, so that
  // neither this project's may decide.
  writeFileSync(join(assembly.directory, 'package.json'), '{}\n');
  const templates: Record<string, Template> = {};
  const assets = new Map<string, string>();
  for (const stack of assembly.stacksRecursively) {
    templates[stack.stackName] = templateSchema.parse(stack.template);
    for (const dependency of stack.dependencies) {
      if (!('file' in dependency)) continue;
      const directory = dependency.assembly.directory;
      for (const [key, path] of readAssets(String(dependency.file), directory)) assets.set(key, path);
    }
  }
  return { templates, assets };
}

function readAssets(manifestPath: string, directory: string): [string, string][] {
  const manifest = assetManifestSchema.parse(JSON.parse(readFileSync(manifestPath, 'utf8')));
  return Object.values(manifest.files).flatMap(({ source, destinations }) =>
    Object.values(destinations).flatMap(({ objectKey }): [string, string][] =>
      source.path === undefined ? [] : [[objectKey, join(directory, source.path)]],
    ),
  );
}

/**
 * Without CDK's built-in check against CloudFormation's rules, which takes seconds: `cdk synth` makes it, and what
 * cannot be run here is refused when it is started.
 */
function synthesiseUnchecked(app: App): ReturnType<App['synth']> {
  const before = process.env['CDK_VALIDATION'];
  process.env['CDK_VALIDATION'] = 'false';
  try {
    return app.synth();
  } finally {
    if (before === undefined) delete process.env['CDK_VALIDATION'];
    else process.env['CDK_VALIDATION'] = before;
  }
}
