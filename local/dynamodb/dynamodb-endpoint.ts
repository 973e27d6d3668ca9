import { Agent, request as httpRequest } from 'node:http';

import type { LoopbackRequest, LoopbackResponse } from '#local/server/loopback-server.ts';

const writes = /^(PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems|Execute|BatchExecute)/;

/** Passes DynamoDB's calls on to the local database, so that streams are read when something was written. */
export class DynamoDbEndpoint {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #target: URL;
  readonly #onWrite: () => void;

  /** `onWrite` is called after a write has been committed and before its caller learns of it. */
  constructor(endpoint: string, onWrite: () => void) {
    this.#target = new URL(endpoint);
    this.#onWrite = onWrite;
  }

  /** The database's own answer to the request. @throws Error when the database does not answer */
  async answer(action: string, request: LoopbackRequest): Promise<LoopbackResponse> {
    const response = await this.#send(request);
    if (writes.test(action)) this.#onWrite();
    return response;
  }

  /** Closes the connections to the database. */
  close(): void {
    this.#agent.destroy();
  }

  #send(request: LoopbackRequest): Promise<LoopbackResponse> {
    const { promise, resolve, reject } = Promise.withResolvers<LoopbackResponse>();
    const outgoing = httpRequest(
      {
        agent: this.#agent,
        host: this.#target.hostname,
        port: this.#target.port,
        method: request.method,
        path: '/',
        headers: { ...request.headers, 'content-length': request.body.length, connection: 'keep-alive' },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const headers = Object.entries(incoming.headers).filter(([name]) => passedOn.has(name));
          resolve({
            status: incoming.statusCode ?? 502,
            headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
            body: Buffer.concat(chunks),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(request.body);
    return promise;
  }
}

const passedOn: ReadonlySet<string> = new Set(['content-type', 'x-amzn-requestid', 'x-amz-crc32']);
