import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import * as z from 'zod';

import { ApiClient } from '#cli/demo/api-client.ts';
import { loadExampleRosters } from '#cli/load-example-rosters.ts';
import { exampleApp, exampleDeployment, exampleOfficers } from '#cli/run-local.ts';
import { startLocalTemplates } from '#local/start-local-templates.ts';
import { synthesise, type Synthesised } from '#local/synthesise.ts';
import type { Ground } from '#local/system/ground.ts';
import { writeWhole } from '#local/system/write-whole.ts';
import { templateSchema } from '#local/template/template.ts';

/**
 * What `npm start` runs, by the real clock, with time limits that a test can wait for. Says "ready" when it is. Runs
 * what an earlier start on this directory has synthesised, which takes most of a start, unless told to do it `--anew`.
 */
const { values } = parseArgs({
  options: { data: { type: 'string' }, port: { type: 'string' }, anew: { type: 'boolean', default: false } },
});
const data = values.data ?? '';
const keptPath = join(data, 'synthesised.json');

const system = await startLocalTemplates({
  synthesised: (ground) => (values.anew || !existsSync(keptPath) ? synthesisedAnew(ground) : kept()),
  officers: exampleOfficers(),
  port: Number(values.port),
  dataDirectory: data,
});
await loadExampleRosters(async (id) => new ApiClient(system.url, await system.issuer.tokenFor(id)));
process.stdout.write('ready\n');

async function synthesisedAnew({ directory, environment, issuer }: Ground): Promise<Synthesised> {
  const { url, audience } = issuer;
  const context = { outdir: directory.at('cdk.out'), url: environment.apiUrl, issuer: url, audience };
  const { templates, assets } = synthesise(await exampleApp(context, impatientTimers()));
  writeWhole(keptPath, JSON.stringify({ templates, assets: [...assets] }));
  return { templates, assets };
}

function kept(): Synthesised {
  const { templates, assets } = z
    .object({
      templates: z.record(z.string(), templateSchema),
      assets: z.array(z.tuple([z.string(), z.string()])),
    })
    .parse(JSON.parse(readFileSync(keptPath, 'utf8')));
  return { templates, assets: new Map(assets) };
}

function impatientTimers() {
  const { timers } = exampleDeployment();
  // The first level is called in vain; whoever is called then has all the time of the test.
  const ladder = timers.ladder.map((level, index) => ({ ...level, limitSeconds: limits(index) }));
  return { ...timers, ladder, missingPerson: { ...timers.missingPerson, reviewSeconds: 25 } };
}

function limits(level: number) {
  const seconds = level === 0 ? 15 : 3600;
  return { critical: seconds, urgent: seconds, normal: seconds };
}
