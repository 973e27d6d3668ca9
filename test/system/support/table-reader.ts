import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';

import type { Credentials } from '#local/system/credentials.ts';
import type { LocalEnvironment } from '#local/template/environment.ts';

import type { TableItem } from './test-system.ts';

const itemSchema = z.object({
  pk: z.string(),
  sk: z.string(),
  entity: z.string(),
  revision: z.int(),
  body: z.record(z.string(), z.unknown()),
});

/** Where a system's database answers, and to whom. */
interface TableAccess {
  readonly environment: Pick<LocalEnvironment, 'awsUrl' | 'region'>;
  readonly credentials: Credentials;
}

/** Reads the tables of a running system beside its functions. */
export class TableReader {
  readonly #client: DynamoDBClient;
  readonly #documents: DynamoDBDocumentClient;
  #tableNames: readonly string[] | undefined;

  constructor({ environment, credentials }: TableAccess) {
    this.#client = new DynamoDBClient({
      endpoint: environment.awsUrl,
      region: environment.region,
      credentials,
    });
    this.#documents = DynamoDBDocumentClient.from(this.#client);
  }

  /** Items of a partition whose sort key begins with `prefix`, in order. */
  async items(pk: string, prefix: string): Promise<TableItem[]> {
    const query = {
      TableName: await this.#tableOf(pk),
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
    };
    const found: TableItem[] = [];
    for await (const { Items = [] } of paginateQuery({ client: this.#documents }, query))
      found.push(...Items.map((item) => itemSchema.parse(item)));
    return found;
  }

  /** Every item of every table. */
  async all(): Promise<TableItem[]> {
    const found: TableItem[] = [];
    for (const TableName of await this.#tables())
      for await (const { Items = [] } of paginateScan(
        { client: this.#documents },
        { TableName, ConsistentRead: true },
      ))
        found.push(...Items.map((item) => itemSchema.parse(item)));
    return found;
  }

  close(): void {
    this.#client.destroy();
  }

  async #tableOf(pk: string): Promise<string> {
    const named = pk.startsWith('PERSONKEY#') ? 'PersonKeys' : pk.startsWith('REG#') ? 'Registry' : 'Records';
    const name = (await this.#tables()).find((each) => nameOfTable(each) === named);
    if (name === undefined) throw new Error(`The system has no table of ${named}.`);
    return name;
  }

  async #tables(): Promise<readonly string[]> {
    this.#tableNames ??= (await this.#client.send(new ListTablesCommand({}))).TableNames ?? [];
    return this.#tableNames;
  }
}

/** What a table of the templates is called there. */
function nameOfTable(tableName: string): string | undefined {
  return /PersonKeys|Registry|Records/.exec(tableName.replace('RegistryPersonKeys', 'PersonKeys'))?.[0];
}
