import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the handlers of this machine's servers see it. */
export interface LoopbackRequest {
  readonly method: string;
  /** As sent, still encoded, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** Names as sent and values, alternately. */
  readonly rawHeaders: readonly string[];
  readonly sourceIp: string;
  readonly body: Buffer;
}

/** What a handler answers. */
export interface LoopbackResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

/** How a server of this machine answers. */
export interface LoopbackHandler {
  /** Largest body it takes, in bytes. */
  readonly bodyLimit: number;
  handle(request: LoopbackRequest): Promise<LoopbackResponse>;
  /** The answer to a body above the limit. */
  tooLarge(request: Omit<LoopbackRequest, 'body'>): LoopbackResponse;
}

/** An HTTP server that only this machine can reach. */
export interface LoopbackServer {
  /** Address without a slash at the end: `http://127.0.0.1:8150`. */
  readonly url: string;
  readonly port: number;
  /** From now on `handler` answers; until the first call every request waits. */
  answerBy(handler: LoopbackHandler): void;
  close(): Promise<void>;
}

/**
 * Opens a server on 127.0.0.1. Port 0 takes a free one; `report` is told why a request was answered 500.
 * @throws Error when the port is taken
 */
export async function openLoopbackServer(
  port: number,
  report: (error: unknown) => void = () => undefined,
): Promise<LoopbackServer> {
  const first = Promise.withResolvers<LoopbackHandler>();
  let latest = first.promise;
  const server = createServer((request, response) => {
    void latest.then((handler) => respond(request, response, handler, report));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const actualPort = isAddressInfo(address) ? address.port : port;
  return {
    url: `http://127.0.0.1:${actualPort}`,
    port: actualPort,
    answerBy: (handler) => {
      first.resolve(handler);
      latest = Promise.resolve(handler);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isAddressInfo(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  handler: LoopbackHandler,
  report: (error: unknown) => void,
): Promise<void> {
  const head = requestHead(request);
  if (!isLoopbackHost(head.headers.host)) {
    send(response, {
      status: 421,
      headers: { connection: 'close' },
      body: 'This server answers on this machine only.',
    });
    return;
  }
  try {
    const body = await readBody(request, handler.bodyLimit);
    if (body === undefined) {
      const refusal = handler.tooLarge(head);
      send(response, { ...refusal, headers: { ...refusal.headers, connection: 'close' } });
      return;
    }
    send(response, await handler.handle({ ...head, body }));
  } catch (error) {
    report(error);
    if (response.headersSent || response.destroyed) return;
    const message = error instanceof Error ? error.message : String(error);
    send(response, {
      status: 500,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message }),
    });
  }
}

/** A page elsewhere must not reach this server under a name of its own that leads to 127.0.0.1. */
function isLoopbackHost(host: string | undefined): boolean {
  return host === undefined || /^(127\.0\.0\.1|\[::1\]|([\w.-]+\.)?localhost)(:\d+)?$/i.test(host);
}

function requestHead(request: IncomingMessage): Omit<LoopbackRequest, 'body'> {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  return {
    method: request.method ?? 'GET',
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? '' : target.slice(mark + 1),
    headers: request.headers,
    rawHeaders: request.rawHeaders,
    sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
  };
}

/** The body, or undefined when it is larger than `limit`; the rest of a larger one is read and dropped. */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  return size <= limit ? Buffer.concat(chunks) : undefined;
}

function send(response: ServerResponse, answer: LoopbackResponse): void {
  const body = answer.body ?? '';
  response.writeHead(answer.status, {
    'content-length': Buffer.byteLength(body),
    ...(answer.headers as Record<string, string | string[]> | undefined),
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
