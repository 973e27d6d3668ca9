import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';

/** A server that ends TLS in front of another. */
export interface TlsFront {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Ends TLS on loopback and hands each request on to `port` as it is, saying that it came over TLS, as a load balancer does.
 * @param certificate paths of the certificate and its key
 */
export async function startTlsFront(
  port: number,
  certificate: { readonly path: string; readonly key: string },
): Promise<TlsFront> {
  const server = createServer(
    { cert: readFileSync(certificate.path), key: readFileSync(certificate.key), keepAliveTimeout: 60_000 },
    (incoming, outgoing) => {
      const onward = request(
        {
          host: '127.0.0.1',
          port,
          method: incoming.method ?? 'GET',
          path: incoming.url ?? '/',
          headers: { ...incoming.headers, 'x-forwarded-proto': 'https' },
        },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          pipeline(answer, outgoing).catch(() => outgoing.destroy());
        },
      );
      onward.on('error', () => outgoing.destroy());
      pipeline(incoming, onward).catch(() => onward.destroy());
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port of the loopback is free.');
  return {
    url: `https://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
