import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

import { loadDeploymentFile, type DeploymentFile } from '#infra/deployment-file.ts';

import { readOptions, readStage } from './command-options.ts';
import { deployedStack } from './deployed-stack.ts';
import { ApiClient } from './demo/api-client.ts';
import { loadRoster, type LoadedRoster, type Uncovered } from './rosters/load-roster.ts';
import { stationsOfToken } from './rosters/stations-of-token.ts';
import { runCommandLine, UsageError } from './run-command-line.ts';

const USAGE = `
npm run rosters:load -- (--stage STAGE | --url API) (--token-file FILE | < FILE) [options]

Puts the officers and first shifts of the deployment file into the running system, for every station whose roster the
token may write: an administrator of the superior writes all of its stations, a chief their own. Run again, it changes
nothing. A roster that the station has changed since stays; what would change is said, and the command ends with 1.

  --stage STAGE        dev or prod: the deployed API of the deployment file's stack
  --url API            address of the API, if not that one, such as https://b815.example
  --token-file FILE    file with the ID token; else it is read from standard input, never from an argument
  --deployment FILE    the deployment file (config/example.deployment.json)
  --station ID         only this station; may be given several times
  --replace            replace rosters that differ from the file
`;

await runCommandLine(async () => {
  const options = readOptions(
    {
      stage: { type: 'string' },
      url: { type: 'string' },
      'token-file': { type: 'string' },
      deployment: { type: 'string', default: 'config/example.deployment.json' },
      station: { type: 'string', multiple: true },
      replace: { type: 'boolean', default: false },
    },
    USAGE,
  );
  if (options === undefined) return;
  const file = loadDeploymentFile(options.deployment);
  const url = apiUrl(options.url ?? (await deployedUrl(file.deployment.name, options.stage)));
  const token = await readToken(options['token-file']);
  const stations = chosenStations(file, token, options.station);
  const client = new ApiClient(url, token);
  let differing = 0;
  for (const stationId of stations) {
    const roster = file.rosters[stationId];
    if (roster === undefined) {
      process.stdout.write(`${stationId}: the file has no officers for it\n`);
      continue;
    }
    const loaded = await loadRoster(client, stationId, roster, { replace: options.replace });
    process.stdout.write(report(stationId, loaded));
    if (loaded.outcome === 'kept') differing += 1;
  }
  if (differing > 0) {
    process.stdout.write('Nothing was overwritten. --replace puts the file’s rosters in their place.\n');
    process.exitCode = 1;
  }
});

async function deployedUrl(deployment: string, stage: string | undefined): Promise<string> {
  if (stage === undefined) throw new UsageError('Say which API: --stage STAGE, or --url API.');
  const stack = await deployedStack({ deployment, stage: readStage(stage) }, 'stateless');
  return stack.output('ApiUrl');
}

/** The token is a password for a shift: it goes over the network encrypted, or not at all. */
function apiUrl(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const loopback = url !== undefined && /^(127\.0\.0\.1|\[::1\]|(.+\.)?localhost)$/.test(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback)) return address;
  throw new UsageError('--url takes an https address (http only on this machine).');
}

async function readToken(path: string | undefined): Promise<string> {
  if (path === undefined && process.stdin.isTTY)
    throw new UsageError('The ID token is missing: give --token-file FILE, or the token on standard input.');
  const token = path === undefined ? await text(process.stdin) : readFileSync(path, 'utf8');
  return token.trim();
}

function chosenStations(
  { deployment }: DeploymentFile,
  token: string,
  wanted: readonly string[] | undefined,
): readonly string[] {
  const known = deployment.stations.map(({ id }) => id);
  const strange = wanted?.find((id) => !known.includes(id));
  if (strange !== undefined)
    throw new UsageError(`--station "${strange}" is not configured; there are: ${known.join(', ')}.`);
  const stations = wanted ?? stationsOfToken(deployment, token);
  if (stations.length > 0) return stations;
  throw new UsageError(
    'This token’s officer may write no roster: an administrator of the superior may, or a chief.',
  );
}

function report(stationId: string, loaded: LoadedRoster): string {
  const lines = {
    loaded: 'loaded',
    unchanged: 'is as in the file',
    kept: 'has another roster, which stays; the file would change:',
    replaced: 'replaced:',
  };
  const changes = 'changes' in loaded ? loaded.changes : [];
  const uncovered = 'uncovered' in loaded ? loaded.uncovered.map(uncoveredLine) : [];
  return [
    `${stationId}: ${lines[loaded.outcome]}`,
    ...[...changes, ...uncovered].map((line) => `  ${line}`),
    '',
  ].join('\n');
}

function uncoveredLine({ role, from, to }: Uncovered): string {
  return `! nobody is ${role} from ${from} to ${to}`;
}
