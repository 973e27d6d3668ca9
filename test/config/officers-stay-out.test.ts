import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { buildApp } from '#infra/build-app.ts';
import { bundleFunctions } from '#infra/bundle-functions.ts';
import { exampleFile } from '#test/infra/example-file.ts';
import { temporaryFolder } from '#test/infra/temporary-folder.ts';
import { loadDeploymentFile } from '#infra/deployment-file.ts';

const folder = temporaryFolder();
const file = loadDeploymentFile(exampleFile);
const officers = Object.values(file.rosters).flatMap((roster) => roster.officers);

/** Every file of the assembly and of the bundles, as text. */
function writtenFiles(): [name: string, text: string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, readFileSync(path, 'utf8')]);
}

describe('officers of the deployment file', () => {
  beforeAll(async () => {
    const { deployment, infrastructure, geography } = file;
    const bundles = await bundleFunctions({
      configuration: { deployment, geography },
      directory: join(folder, 'bundles'),
    });
    buildApp({ deployment, infrastructure, stage: 'prod', bundles, outdir: join(folder, 'cdk.out') }).synth();
  });

  it('are in no template, no asset and no bundle: neither telephone nor name', () => {
    const files = writtenFiles();
    const telephoneOfStation = file.deployment.stations[0]?.contacts.telephones[0] ?? '';
    expect(files.filter(([, text]) => text.includes(telephoneOfStation))).not.toEqual([]);
    const personal = officers.flatMap(({ telephone, name }) => [telephone, name]);
    const found = files.flatMap(([name, text]) =>
      personal.filter((each) => text.includes(each)).map(() => name),
    );
    expect(personal.length).toBeGreaterThan(50);
    expect(found).toEqual([]);
  });
});
