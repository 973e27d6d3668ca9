import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

import * as z from 'zod';

/** How far the clocks of the two may be apart, as Standard Webhooks recommends. */
const TOLERANCE_SECONDS = 5 * 60;
const KEY_PREFIX = 'whsec_';

const ANOTHER_PROTOCOL = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: sms\r\n\r\n';

const messageSchema = z.strictObject({ to: z.string(), text: z.string() });

/** A request as it arrived. */
export interface ReceivedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An SMS that the provider took over. */
export interface TakenMessage extends z.infer<typeof messageSchema> {
  readonly id: string;
}

/**
 * A provider of SMS on this machine. It checks signatures by the text of Standard Webhooks, written here a second time and
 * from the other side, so that it cannot agree with the sender by mistake.
 */
export class SmsProviderStandIn {
  /** Every request, whatever became of it. */
  readonly requests: ReceivedRequest[] = [];
  /** What was taken over, in order. */
  readonly messages: TakenMessage[] = [];
  /** The keys that it knows: any of them makes a signature good. */
  keys: readonly string[];
  /** Milliseconds since the epoch by its clock. */
  now: () => number = Date.now;
  /**
   * Answers before anything is checked, when it gives a status; `silence` never answers, `cut` hangs up, `upgrade` asks to
   * go on by another protocol.
   */
  answer: (request: ReceivedRequest) => number | 'silence' | 'cut' | 'upgrade' | undefined = () => undefined;
  readonly #server: Server;

  readonly #secure: boolean;

  private constructor(keys: readonly string[], certificate: ServerOptions | undefined) {
    this.keys = keys;
    const respond = (request: IncomingMessage, response: ServerResponse): void =>
      void this.#respond(request, response);
    this.#secure = certificate !== undefined;
    this.#server =
      certificate === undefined ? createServer(respond) : createSecureServer(certificate, respond);
  }

  /** Opens it on a free port, or on `port`; with TLS when there is a certificate. */
  static async open(
    keys: readonly string[],
    port = 0,
    certificate?: ServerOptions,
  ): Promise<SmsProviderStandIn> {
    const provider = new SmsProviderStandIn(keys, certificate);
    provider.#server.listen(port, '127.0.0.1');
    await once(provider.#server, 'listening');
    return provider;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Where it takes messages. */
  get url(): string {
    const protocol = this.#secure ? 'https' : 'http';
    return `${protocol}://127.0.0.1:${this.port}/v1/messages?deployment=example`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    if (this.#server.listening) await once(this.#server, 'close');
  }

  /** Forgets what it was sent, and answers as it is made to. */
  reset(): void {
    this.requests.length = 0;
    this.messages.length = 0;
    this.answer = () => undefined;
    this.now = Date.now;
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrived = await received(request);
    this.requests.push(arrived);
    const status = this.answer(arrived) ?? this.#take(arrived);
    if (status === 'cut') request.socket.destroy();
    else if (status === 'upgrade') request.socket.write(ANOTHER_PROTOCOL);
    else if (status !== 'silence') response.writeHead(status, redirection(status)).end();
  }

  #take({ headers, body }: ReceivedRequest): number {
    const id = headers['webhook-id'] ?? '';
    const timestamp = headers['webhook-timestamp'] ?? '';
    if (!/^[\w-]{1,120}$/.test(id) || !/^\d+$/.test(timestamp)) return 400;
    if (Math.abs(this.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return 401;
    const content = `${id}.${timestamp}.${body}`;
    const signatures = (headers['webhook-signature'] ?? '').split(' ');
    if (!this.keys.some((key) => signatures.some((signature) => isBy(key, content, signature)))) return 401;
    if (this.messages.some((message) => message.id === id)) return 409;
    const message = messageSchema.safeParse(JSON.parse(body));
    if (!message.success) return 422;
    this.messages.push({ id, ...message.data });
    return 202;
  }
}

function isBy(key: string, content: string, signature: string): boolean {
  const [version, given = ''] = signature.split(',');
  if (version !== 'v1') return false;
  const secret = Buffer.from(key.replace(KEY_PREFIX, ''), 'base64');
  const expected = createHmac('sha256', secret).update(content).digest();
  const claimed = Buffer.from(given, 'base64');
  return claimed.length === expected.length && timingSafeEqual(claimed, expected);
}

async function received(request: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  return { path: request.url ?? '', headers, body: Buffer.concat(chunks).toString() };
}

function redirection(status: number): Record<string, string> {
  return status >= 300 && status < 400 ? { location: '/elsewhere' } : {};
}
