import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build, version, type BuildOptions, type Plugin } from 'esbuild';

import type { DeploymentFile } from './deployment-file.ts';
import { functionEntries, functionNames, type FunctionName } from './function-entries.ts';
import { keptCompilation, type Compilation } from './kept-compilation.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The folders of the functions' bundles, ready to be deployed: each holds `index.js` with `handler`. */
export interface FunctionBundles {
  readonly directory: string;
}

/** What goes into the bundles besides the code. */
export interface BundleOptions {
  /** Read by the functions in place of `#deployment` and `#geography`. */
  readonly configuration: Pick<DeploymentFile, 'deployment' | 'geography'>;
  /** Default: `.border815/bundles` in the project. */
  readonly directory?: string;
  /** Whether code may be taken that an earlier process compiled of the very same sources. Default: it is compiled anew. */
  readonly reuse?: boolean;
}

/**
 * Bundles all functions by one call of esbuild (once per process) and writes them beside the configuration. The code is
 * the same for every deployment; `deployment.json` and `geography.json` lie beside it. The same sources and
 * configuration give the same bytes.
 */
export async function bundleFunctions(options: BundleOptions): Promise<FunctionBundles> {
  const directory = options.directory ?? join(root, '.border815', 'bundles');
  const deployment = JSON.stringify(options.configuration.deployment);
  const geography = JSON.stringify(options.configuration.geography);
  for (const [name, code] of await compiledFunctions(options.reuse ?? false)) {
    const folder = join(directory, name);
    mkdirSync(folder, { recursive: true });
    writeIfChanged(join(folder, 'index.js'), code);
    writeOrRemove(
      join(folder, 'deployment.json'),
      code.includes('./deployment.json') ? deployment : undefined,
    );
    writeOrRemove(join(folder, 'geography.json'), code.includes('./geography.json') ? geography : undefined);
  }
  return { directory };
}

let compiled: Promise<ReadonlyMap<FunctionName, string>> | undefined;

/** The functions' code, compiled once however often it is asked for. */
function compiledFunctions(reuse: boolean): Promise<ReadonlyMap<FunctionName, string>> {
  compiled ??= (reuse ? keptCompilation({ root, path: keptPath, settings: kept, compile }) : compile()).then(
    ({ code }) => new Map(functionNames.map((name) => [name, codeOf(name, code)])),
  );
  return compiled;
}

const settings = {
  absWorkingDir: root,
  entryPoints: { ...functionEntries },
  outdir: 'out',
  bundle: true,
  platform: 'node',
  target: 'node24',
  // CommonJS with the packages' ES modules inside: measured to be the quickest to start, and tree-shaken.
  format: 'cjs',
  mainFields: ['module', 'main'],
  minifyWhitespace: true,
  minifySyntax: true,
  // Names stay, so that a fault's stack in the log can be read.
  minifyIdentifiers: false,
  // Short lines: a fault at the cold start prints its source line.
  lineLimit: 200,
  legalComments: 'none',
  logLevel: 'silent',
} as const satisfies BuildOptions;

const keptPath = join(root, '.border815', 'compiled-functions.json');
// This file too: the plugin and what is made of the output are no settings.
const kept = { settings, esbuild: version, here: readFileSync(fileURLToPath(import.meta.url), 'utf8') };

async function compile(): Promise<Compilation> {
  const { metafile, outputFiles } = await build({
    ...settings,
    write: false,
    metafile: true,
    plugins: [besideTheBundle],
  });
  const code = Object.fromEntries(
    outputFiles.map(({ path, text }) => [relative(join(root, 'out'), path).replace(/\.js$/, ''), text]),
  );
  return { code, sources: Object.keys(metafile.inputs) };
}

function codeOf(name: FunctionName, code: Compilation['code']): string {
  const own = code[name];
  if (own === undefined) throw new Error(`esbuild wrote nothing for "${name}".`);
  return own;
}

/** Leaves the configuration outside the code: it is read from the JSON files beside the bundle. */
const besideTheBundle: Plugin = {
  name: 'configuration beside the bundle',
  setup(build) {
    build.onResolve({ filter: /^#(deployment|geography)$/ }, ({ path }) => ({
      path: `./${path.slice(1)}.json`,
      external: true,
    }));
  },
};

function writeOrRemove(path: string, text: string | undefined): void {
  if (text === undefined) rmSync(path, { force: true });
  else writeIfChanged(path, text);
}

function writeIfChanged(path: string, text: string): void {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}
