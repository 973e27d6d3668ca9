import { startDynamoDbLocal } from '#local/dynamodb/dynamodb-local-process.ts';
import { issuerPath } from '#local/issuer/issuer-endpoint.ts';
import { DevelopmentIssuer, type DirectoryOfficer } from '#local/issuer/issuer.ts';
import { openLoopbackServer, type LoopbackServer } from '#local/server/loopback-server.ts';
import type { ObservedCall } from '#local/server/observed-call.ts';
import { keptCredentials, type Credentials } from '#local/system/credentials.ts';
import { removeAbandonedDirectories } from '#local/system/abandoned-directories.ts';
import { openDataDirectory, type DataDirectory } from '#local/system/data-directory.ts';
import { databaseRecord } from '#local/system/database-record.ts';
import { LogDirectory } from '#local/system/log-directory.ts';
import { createSystemClock, type ClockChoice, type SystemClock } from '#local/system/system-clock.ts';
import type { LocalEnvironment } from '#local/template/environment.ts';

/** How a local system is set up, whatever it runs. */
export interface GroundOptions {
  /** Where data is kept; in memory and gone at the end unless given. One system at a time. */
  readonly dataDirectory?: string | undefined;
  /** Port of the HTTP API; a free one unless given. */
  readonly port?: number;
  /** Port of the endpoint for AWS's SDK and CLI; a free one unless given. */
  readonly awsPort?: number;
  /** How time passes; as it does unless given. */
  readonly clock?: ClockChoice;
  /** Officers to whom the development issuer gives tokens. */
  readonly officers?: readonly DirectoryOfficer[];
  /** Audience of the issuer's tokens; `border815` unless given. */
  readonly audience?: string;
  readonly region?: string;
  /** Twelve digits. */
  readonly account?: string;
  /** A DynamoDB Local that runs already and is shared; one of its own is started unless given. */
  readonly dynamodb?: { readonly endpoint: string };
  /** Told of every call to a service, so that what functions may do can be held against what they do. */
  readonly observe?: (call: ObservedCall) => void;
}

/** What a system stands on before it runs anything: addresses, clock, issuer, database, place for its data. */
export interface Ground {
  readonly environment: LocalEnvironment;
  readonly directory: DataDirectory;
  readonly logs: LogDirectory;
  readonly clock: SystemClock;
  readonly credentials: Credentials;
  readonly issuer: DevelopmentIssuer;
  readonly apiServer: LoopbackServer;
  readonly awsServer: LoopbackServer;
  /** The database, which takes a second to start while templates are synthesised. */
  readonly database: Promise<Database>;
  /** Writes what went wrong, and is nobody's answer, to the system's own log. */
  readonly report: (error: unknown) => void;
  readonly observe: ((call: ObservedCall) => void) | undefined;
  /** Gives everything back, the last first. */
  close(): Promise<void>;
}

/** Takes what a system stands on. What was taken before something fails is given back. */
export async function openGround(options: GroundOptions): Promise<Ground> {
  const closing: (() => void | Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (let each = closing.pop(); each !== undefined; each = closing.pop()) await each();
  };
  try {
    const directory = openDataDirectory(options.dataDirectory);
    closing.push(() => directory.release());
    const clock = createSystemClock(options.clock ?? 'real');
    const credentials = keptCredentials(directory.keptAt('credentials.json'));
    const logs = new LogDirectory(directory.at('logs'));
    closing.push(() => logs.close());
    const database = startDatabase(options, directory);
    // Whoever waits for it is told; until then its failure is nobody's.
    database.catch(() => undefined);
    closing.push(async () => (await database.catch(() => undefined))?.close());
    const systemLog = logs.open('system');
    const report = (error: unknown): void => void systemLog.write(`${String(error)}\n`);
    const apiServer = await openLoopbackServer(options.port ?? 0, report);
    closing.push(() => apiServer.close());
    const awsServer = await openLoopbackServer(options.awsPort ?? 0, report);
    closing.push(() => awsServer.close());
    const environment = localEnvironment(options, apiServer.url, awsServer.url);
    const issuer = await openIssuer(options, apiServer.url, clock, directory);
    return {
      apiServer,
      awsServer,
      clock,
      close,
      credentials,
      database,
      directory,
      environment,
      issuer,
      logs,
      observe: options.observe,
      report,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function localEnvironment(options: GroundOptions, apiUrl: string, awsUrl: string): LocalEnvironment {
  const { account = '000000000000', region = 'us-east-1' } = options;
  const [partition, urlSuffix] = region.startsWith('cn-')
    ? ['aws-cn', 'amazonaws.com.cn']
    : ['aws', 'amazonaws.com'];
  return { partition, region, account, urlSuffix, apiUrl, awsUrl };
}

function openIssuer(
  options: GroundOptions,
  apiUrl: string,
  clock: SystemClock,
  directory: DataDirectory,
): Promise<DevelopmentIssuer> {
  const { audience = 'border815', officers = [] } = options;
  return DevelopmentIssuer.open(
    { url: `${apiUrl}${issuerPath}`, audience, officers, clock },
    directory.keptAt('issuer-key.json'),
  );
}

/** The database a system uses. */
export interface Database {
  readonly endpoint: string;
  /** Whether others use it too. */
  readonly shared: boolean;
  /** Process id of one of its own. */
  readonly pid?: number;
  close(): Promise<void>;
}

async function startDatabase(options: GroundOptions, directory: DataDirectory): Promise<Database> {
  if (options.dynamodb !== undefined) {
    return { endpoint: options.dynamodb.endpoint, shared: true, close: () => Promise.resolve() };
  }
  await removeAbandonedDirectories();
  const started = await startDynamoDbLocal({
    dataPath: directory.keptAt('dynamodb', 'files'),
    recordPath: directory.at(...databaseRecord),
  });
  return { endpoint: started.endpoint, shared: false, pid: started.pid, close: () => started.close() };
}
