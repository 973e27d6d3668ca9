import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

import { OutcomeUnknownError } from '../publisher.ts';

/** No connection came about: whatever was to be sent has certainly not been received. */
export class NotConnectedError extends Error {
  override readonly name = 'SmsProviderUnreachableError';
}

/** The connection was there, the answer did not come: whether the request was received is unknown. */
export class NoAnswerError extends OutcomeUnknownError {
  override readonly name = 'SmsProviderSilentError';
}

/** What is posted. */
export interface Post {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Posts once, on a connection of its own, follows no redirection, and resolves with the status of the answer; the rest of
 * the answer is dropped. A kept connection would be dead when a function thaws, which only shows after sending, when
 * nobody can tell any more whether the message was received.
 * @throws NotConnectedError before anything was sent
 * @throws NoAnswerError when `signal` ends the waiting or the connection is cut
 */
export function postOnce(url: URL, { headers, body }: Post, signal: AbortSignal): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const secure = url.protocol === 'https:';
  let connected = false;
  const request = (secure ? httpsRequest : httpRequest)(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    agent: false,
    signal,
  });
  request.once('socket', (socket) => {
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      connected = true;
    });
  });
  request.once('response', (response) => {
    // What cuts the rest off is nothing any more.
    response.on('error', () => undefined).resume();
    resolve(response.statusCode ?? 0);
  });
  const fail = (cause?: Error): void =>
    reject(
      connected
        ? new NoAnswerError('The SMS provider did not answer.', { cause })
        : new NotConnectedError('The SMS provider cannot be reached.', { cause }),
    );
  request.on('error', fail);
  // Whoever answers with another protocol (101) is hung up on without an error.
  request.once('close', () => fail());
  request.end(body);
  return promise;
}
