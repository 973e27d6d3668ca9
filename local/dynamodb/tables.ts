import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

import { flagSchema, parseProperties, type Resource } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';
import { TemplateError } from '#local/template/template-error.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const indexSchema = z.object({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.object({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']).optional(),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});

const tableSchema = z.looseObject({
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(indexSchema).optional(),
  LocalSecondaryIndexes: z.array(indexSchema).optional(),
  StreamSpecification: z
    .looseObject({ StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']) })
    .optional(),
  TimeToLiveSpecification: z
    .looseObject({ AttributeName: z.string().optional(), Enabled: flagSchema })
    .optional(),
});

/** A table of the templates as it stands in the local database. */
export interface LocalTable {
  readonly name: string;
  /** The stream's ARN as the templates name it. */
  readonly streamArn: string;
  /** The stream's ARN in the local database; undefined without a stream. */
  readonly localStreamArn: string | undefined;
}

/**
 * Creates the tables of the templates, with indexes, stream and time to live, unless they are there already.
 * @throws TemplateError when a table that is there has other keys or indexes than the template
 */
export function createTables(graph: TemplateGraph, client: DynamoDBClient): Promise<LocalTable[]> {
  const resources = [...graph.ofType('AWS::DynamoDB::Table'), ...graph.ofType('AWS::DynamoDB::GlobalTable')];
  return Promise.all(resources.map((resource) => createTable(resource, graph, client)));
}

async function createTable(
  resource: Resource,
  graph: TemplateGraph,
  client: DynamoDBClient,
): Promise<LocalTable> {
  const properties = parseProperties(resource, tableSchema);
  const name = graph.refOf(resource);
  const wanted: CreateTableCommandInput = {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes,
    LocalSecondaryIndexes: properties.LocalSecondaryIndexes,
    StreamSpecification:
      properties.StreamSpecification === undefined
        ? undefined
        : { StreamEnabled: true, StreamViewType: properties.StreamSpecification.StreamViewType },
  };
  const existing = await describe(name, client);
  if (existing !== undefined && shapeOf(existing) !== shapeOf(wanted)) {
    throw new TemplateError(
      `The kept table ${name} has other keys, indexes or stream than the ${resource.subject}: start with --reset.`,
    );
  }
  const table = existing ?? (await client.send(new CreateTableCommand(wanted))).TableDescription;
  const expiry = properties.TimeToLiveSpecification;
  if (existing === undefined && expiry?.Enabled === true && expiry.AttributeName !== undefined) {
    const TimeToLiveSpecification = { Enabled: true, AttributeName: expiry.AttributeName };
    await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }));
  }
  return {
    name,
    streamArn: graph.attributeOf(resource, 'StreamArn'),
    localStreamArn: table?.LatestStreamArn,
  };
}

async function describe(name: string, client: DynamoDBClient): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

type Shaped = Pick<
  CreateTableCommandInput | TableDescription,
  'KeySchema' | 'GlobalSecondaryIndexes' | 'LocalSecondaryIndexes' | 'StreamSpecification'
>;

/** What must agree between the template and a kept table, as comparable text. */
function shapeOf(table: Shaped): string {
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  const shapes = indexes.map(({ IndexName, KeySchema }) => `${IndexName}(${keys(KeySchema)})`);
  return [keys(table.KeySchema), ...shapes.toSorted(), table.StreamSpecification?.StreamViewType].join(' ');
}

function keys(schema: Shaped['KeySchema']): string {
  return (schema ?? []).map(({ AttributeName, KeyType }) => `${AttributeName}:${KeyType}`).join(',');
}
