import { parseArgs } from 'node:util';

import { ApiClient } from '#cli/demo/api-client.ts';
import { loadExampleRosters } from '#cli/load-example-rosters.ts';
import { exampleApp, exampleDeployment, exampleOfficers } from '#cli/run-local.ts';
import { startLocal } from '#local/start-local.ts';

/** What `npm start` runs, by the real clock, with time limits that a test can wait for. Says "ready" when it is. */
const { values } = parseArgs({ options: { data: { type: 'string' }, port: { type: 'string' } } });

const system = await startLocal({
  app: (context) => exampleApp(context, impatientTimers()),
  officers: exampleOfficers(),
  port: Number(values.port),
  ...(values.data === undefined ? {} : { dataDirectory: values.data }),
});
await loadExampleRosters(async (id) => new ApiClient(system.url, await system.issuer.tokenFor(id)));
process.stdout.write('ready\n');

function impatientTimers() {
  const { timers } = exampleDeployment();
  // The first level is called in vain; whoever is called then has all the time of the test.
  const ladder = timers.ladder.map((level, index) => ({ ...level, limitSeconds: limits(index) }));
  return { ...timers, ladder, missingPerson: { ...timers.missingPerson, reviewSeconds: 60 } };
}

function limits(level: number) {
  const seconds = level === 0 ? 15 : 3600;
  return { critical: seconds, urgent: seconds, normal: seconds };
}
