import { setTimeout as sleep } from 'node:timers/promises';

import type { Webhook } from 'standardwebhooks';

import { OutcomeUnknownError, type SmsMessage } from '../publisher.ts';
import { NotConnectedError, postOnce } from './post-once.ts';
import type { SigningKeys } from './signing-keys.ts';
import type { SmsSender } from './sms-sender.ts';

/** Waits before trying again to connect, in milliseconds: a provider that restarts is back within a second or two. */
const RECONNECT_AFTER_MS = [250, 1000] as const;

/** What the sender is made of. */
export interface HttpSmsSenderParts {
  readonly url: string;
  /** How long the provider has to take a message over. */
  readonly timeoutMs: number;
  readonly keys: Pick<SigningKeys, 'get'>;
}

/**
 * Posts SMS to a provider, signed as Standard Webhooks (standardwebhooks.com): `webhook-id` names the message, so that the
 * provider sends it once however often it arrives; `webhook-signature` has a signature by each key that is valid now.
 * The body is a JSON object with `to` and `text`. 2xx means that the message was taken over.
 */
export class HttpSmsSender implements SmsSender {
  readonly #url: URL;
  readonly #timeoutMs: number;
  readonly #keys: Pick<SigningKeys, 'get'>;

  constructor({ url, timeoutMs, keys }: HttpSmsSenderParts) {
    this.#url = new URL(url);
    this.#timeoutMs = timeoutMs;
    this.#keys = keys;
  }

  async send(message: SmsMessage, signal: AbortSignal): Promise<void> {
    const keys = await this.#keys.get();
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(this.#timeoutMs)]);
    const status = await this.#post(message, keys, deadline);
    if (status >= 500) throw new SmsFaultError(status);
    if (status < 200 || status >= 300) throw new SmsRefusedError(status);
  }

  /** Posts again only when nothing was received for want of a connection. */
  async #post(message: SmsMessage, keys: readonly Webhook[], deadline: AbortSignal): Promise<number> {
    for (const pause of RECONNECT_AFTER_MS) {
      try {
        return await postOnce(this.#url, signedPost(message, keys), deadline);
      } catch (error) {
        if (!(error instanceof NotConnectedError) || deadline.aborted) throw error;
      }
      // When time is up the next attempt says so.
      await sleep(pause, undefined, { signal: deadline }).catch(() => undefined);
    }
    return postOnce(this.#url, signedPost(message, keys), deadline);
  }
}

/** The provider answered that it does not take the message: what is wrong is its status, such as 401 for a wrong key. */
class SmsRefusedError extends Error {
  override readonly name: string;

  constructor(status: number) {
    super(`The SMS provider refused a message with ${status}.`);
    this.name = `SmsRefused${status}Error`;
  }
}

/** The provider failed, or a gateway before it gave up waiting: it may have taken the message over. */
class SmsFaultError extends OutcomeUnknownError {
  override readonly name: string;

  constructor(status: number) {
    super(`The SMS provider failed with ${status}.`);
    this.name = `SmsFault${status}Error`;
  }
}

function signedPost({ deliveryId, telephone, text }: SmsMessage, keys: readonly Webhook[]) {
  // What is signed is id, time and body with full stops between them, so the id has none.
  const id = deliveryId.replaceAll('.', '_');
  const at = new Date();
  const body = JSON.stringify({ to: telephone, text });
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'border815',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': keys.map((key) => key.sign(id, at, body)).join(' '),
  };
  return { headers, body };
}
