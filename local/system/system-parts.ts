import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { StateMachineEngine } from '@border815/engine';

import { databaseCaller } from '#local/dynamodb/database-caller.ts';
import { DynamoDbEndpoint } from '#local/dynamodb/dynamodb-endpoint.ts';
import { createTables, type LocalTable } from '#local/dynamodb/tables.ts';
import { AccessLog } from '#local/http-api/access-log.ts';
import { apiDefinition } from '#local/http-api/api-definition.ts';
import { HttpApi } from '#local/http-api/http-api.ts';
import { AsynchronousInvocation } from '#local/lambda/asynchronous-invocation.ts';
import { TemplateFunctions } from '#local/lambda/template-functions.ts';
import { KeyStore } from '#local/kms/key-store.ts';
import { Outbox } from '#local/outbox/outbox.ts';
import { openObjects } from '#local/s3/objects.ts';
import { templateBuckets } from '#local/s3/template-buckets.ts';
import { ScheduledRules } from '#local/schedule/scheduled-rules.ts';
import { Secrets } from '#local/secrets-manager/secrets.ts';
import { apiFront } from '#local/server/api-front.ts';
import { awsEndpoint } from '#local/server/aws-endpoint.ts';
import { Topics } from '#local/sns/topics.ts';
import { Queues } from '#local/sqs/queues.ts';
import { createStateMachines, engineIntegrations } from '#local/step-functions/state-machines.ts';
import { Streams } from '#local/streams/streams.ts';
import type { Synthesised } from '#local/synthesise.ts';
import { Activity } from '#local/system/activity.ts';
import type { Database, Ground } from '#local/system/ground.ts';
import { TemplateGraph } from '#local/template/template-graph.ts';

/** The parts of a running system. */
export interface SystemParts {
  readonly activity: Activity;
  readonly accessLog: AccessLog;
  readonly asynchronous: AsynchronousInvocation;
  readonly database: Database;
  readonly dynamodb: DynamoDbEndpoint;
  readonly engine: StateMachineEngine;
  readonly functions: TemplateFunctions;
  readonly graph: TemplateGraph;
  readonly outbox: Outbox;
  readonly queues: Queues;
  readonly rules: ScheduledRules;
  readonly streams: Streams;
  readonly tables: readonly LocalTable[];
  /** From now on the HTTP API of these templates answers. @throws TemplateError */
  updateApi(templates: Synthesised['templates']): void;
}

/** The parts that hold nothing open and need no database. */
function passiveParts(ground: Ground, { assets, templates }: Synthesised) {
  const { clock, credentials, directory, environment, logs } = ground;
  const graph = new TemplateGraph(templates, environment);
  const activity = new Activity();
  const timeMemory = clock.sharedTime?.memory;
  const functions = new TemplateFunctions({ graph, activity, credentials, logs, assets, timeMemory });
  const queues = new Queues(graph, clock, directory.keptAt('queues.jsonl'));
  const outbox = new Outbox(clock, directory.keptAt('outbox.jsonl'));
  const asynchronous = new AsynchronousInvocation(graph, functions, queues, clock);
  const topics = new Topics({ graph, outbox, queues, functions: asynchronous, clock });
  const objects = openObjects(directory.keptAt('objects'));
  const secrets = new Secrets(graph, directory.keptAt('secrets.json'));
  const keys = new KeyStore(graph, directory.keptAt('keys.json'));
  const buckets = { buckets: templateBuckets(graph), objects, credentials, clock };
  const definition = apiDefinition(graph, functions, clock);
  const accessLog = new AccessLog(definition?.accessLogFormat, logs.open('http-api-access'));
  const surroundings = { account: environment.account, clock, activity, accessLog };
  const apiOf = (defined: typeof definition): HttpApi | undefined =>
    defined === undefined ? undefined : new HttpApi(defined, surroundings);
  return {
    graph,
    activity,
    functions,
    queues,
    outbox,
    asynchronous,
    topics,
    buckets,
    secrets,
    keys,
    accessLog,
    api: apiOf(definition),
    updatedApi: (updated: Synthesised['templates']) =>
      apiOf(apiDefinition(new TemplateGraph(updated, environment), functions, clock)),
  };
}

/**
 * Builds the parts of a system in the order in which they need each other, and lets the servers answer.
 * @throws TemplateError, DefinitionError or JavaMissingError saying what cannot be run
 */
export async function openParts(ground: Ground, synthesised: Synthesised): Promise<SystemParts> {
  const { clock, credentials, directory, environment } = ground;
  const { account, region } = environment;
  const passive = passiveParts(ground, synthesised);
  const { activity, asynchronous, functions, graph, outbox, queues, topics } = passive;
  const database = await ground.database;
  const callDatabase = databaseCaller(database.endpoint, region, credentials);
  const tables = await createAllTables(graph, ground, database);
  const streams = await Streams.open({
    graph,
    tables,
    functions,
    queues,
    clock,
    call: callDatabase,
    directory,
    report: ground.report,
  });
  const onWrite = (): void => {
    activity.note();
    streams.poke();
  };
  const engine = await StateMachineEngine.open({
    clock,
    integrations: engineIntegrations({ functions, asynchronous, topics, callDatabase, onWrite }),
    journalDirectory: directory.keptAt('journal'),
    region,
    account,
  });
  await createStateMachines(graph, engine, synthesised.assets);
  const dynamodb = new DynamoDbEndpoint(database.endpoint, onWrite);
  ground.awsServer.answerBy(awsEndpoint({ ...passive, engine, dynamodb, observe: ground.observe }));
  const answerBy = (api: HttpApi | undefined): void =>
    ground.apiServer.answerBy(apiFront({ api, issuer: ground.issuer, outbox }));
  answerBy(passive.api);
  const rules = new ScheduledRules({ graph, functions: asynchronous, clock });
  // What was written before a restart and not handed over yet.
  streams.poke();
  const updateApi = (templates: Synthesised['templates']): void => answerBy(passive.updatedApi(templates));
  return { ...passive, database, dynamodb, engine, rules, streams, tables, updateApi };
}

async function createAllTables(
  graph: TemplateGraph,
  ground: Ground,
  database: Database,
): Promise<LocalTable[]> {
  const { credentials, environment } = ground;
  const client = new DynamoDBClient({ endpoint: database.endpoint, region: environment.region, credentials });
  try {
    return await createTables(graph, client);
  } finally {
    client.destroy();
  }
}
