import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import * as z from 'zod';

const consumed = z.object({ CapacityUnits: z.number() });
const answerSchema = z.object({
  ConsumedCapacity: z.union([consumed.transform((one) => [one]), z.array(consumed).min(1)]),
});
const parametersSchema = z.looseObject({ ConsistentRead: z.boolean().default(false) });

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

/** Stands between a system and its DynamoDB Local, asks for the capacity of each call, and adds it up. */
export class CountingDatabase {
  readonly #target: string;
  readonly #server: Server;
  #readUnits = 0;
  #writeUnits = 0;

  private constructor(target: string) {
    this.#target = target;
    this.#server = createServer((request, response) => {
      this.#pass(request, response).catch((error: unknown) => {
        response.writeHead(502).end(String(error));
      });
    });
  }

  static async start(target: string): Promise<CountingDatabase> {
    const database = new CountingDatabase(target);
    await new Promise<void>((resolve) => database.#server.listen(0, '127.0.0.1', resolve));
    return database;
  }

  get endpoint(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Request units so far, as DynamoDB would bill them. */
  get units(): { readonly readUnits: number; readonly writeUnits: number } {
    return { readUnits: this.#readUnits, writeUnits: this.#writeUnits };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [service = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    const counts = service === 'DynamoDB_20120810' && (READS.has(operation) || WRITES.has(operation));
    const body = await buffer(request);
    const parameters = counts ? parametersSchema.parse(JSON.parse(body.toString('utf8'))) : undefined;
    const answer = await fetch(this.#target, {
      method: 'POST',
      headers: {
        authorization: String(request.headers.authorization),
        'content-type': String(request.headers['content-type']),
        'x-amz-target': `${service}.${operation}`,
      },
      body:
        parameters === undefined
          ? new Uint8Array(body)
          : JSON.stringify({ ...parameters, ReturnConsumedCapacity: 'TOTAL' }),
    });
    const text = Buffer.from(await answer.arrayBuffer());
    if (parameters !== undefined && answer.ok) this.#add(operation, parameters.ConsistentRead, text);
    const type = answer.headers.get('content-type') ?? 'application/x-amz-json-1.0';
    response.writeHead(answer.status, { 'content-type': type }).end(text);
  }

  #add(operation: string, consistent: boolean, text: Buffer): void {
    const { ConsumedCapacity } = answerSchema.parse(JSON.parse(text.toString('utf8')));
    const units = ConsumedCapacity.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
    // The local database does not charge for a query that finds nothing; DynamoDB charges the least it charges.
    if (READS.has(operation)) this.#readUnits += Math.max(units, consistent ? 1 : 0.5);
    else this.#writeUnits += units;
  }
}
