import { Webhook } from 'standardwebhooks';
import * as z from 'zod';

import { errorName } from '../error-name.ts';

/** A key that was changed is used this long after at the latest. Until then the old one must stay valid. */
const REFRESH_AFTER_MS = 15 * 60_000;
/** After a failed refresh the keys at hand serve on; this long after it is tried again. */
const RETRY_AFTER_MS = 60_000;

/** Shortest key that Standard Webhooks allows, in bytes. */
const SHORTEST_KEY = 24;

const keySchema = z.string().transform((text, context): Webhook => {
  try {
    const key = new Webhook(text);
    if (Buffer.from(text.replace(/^whsec_/, ''), 'base64').length >= SHORTEST_KEY) return key;
  } catch {
    // It is no base64.
  }
  context.addIssue({ code: 'custom', message: 'is no key' });
  return z.NEVER;
});

/** The secret as an administrator sees it: the key, and while it is being changed the one that follows it. */
const secretSchema = z.object({ current: keySchema, next: keySchema.optional() });

/** The keys by which SMS are signed cannot be had, or are none: nothing was sent. Says nothing of what was found. */
export class SmsKeyUnavailableError extends Error {
  override readonly name = 'SmsKeyUnavailableError';
}

/**
 * The keys by which requests to the SMS provider are signed: read once, when the function starts, and again from time to
 * time. While there are two, requests bear a signature by each, and the provider may know either.
 */
export class SigningKeys {
  readonly #read: () => Promise<string>;
  readonly #elapsed: () => number;
  readonly #onStale: (fault: string) => void;
  #keys: readonly Webhook[] = [];
  #reading: Promise<readonly Webhook[]> | undefined;
  #readAgainAt = -Infinity;

  /**
   * @param read the secret's text: JSON with `current` and perhaps `next`
   * @param elapsed milliseconds by a clock that nobody sets
   * @param onStale told the name of the error when the keys at hand could not be read again and serve on
   */
  constructor(read: () => Promise<string>, elapsed: () => number, onStale: (fault: string) => void) {
    this.#read = read;
    this.#elapsed = elapsed;
    this.#onStale = onStale;
  }

  /** The keys that are valid now, the present one first. @throws SmsKeyUnavailableError when there never were any */
  async get(): Promise<readonly Webhook[]> {
    if (this.#elapsed() < this.#readAgainAt) return this.#keys;
    if (this.#reading === undefined) return this.#refreshOnce();
    // One that was begun earlier may have been frozen with its function and be dead by now: that is no reason to fail.
    return this.#reading.catch(() => this.#refreshOnce());
  }

  /** One reading at a time, however many ask for it. */
  #refreshOnce(): Promise<readonly Webhook[]> {
    this.#reading ??= this.#refresh().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #refresh(): Promise<readonly Webhook[]> {
    try {
      const { current, next } = secretSchema.parse(JSON.parse(await this.#read()));
      this.#keys = next === undefined ? [current] : [current, next];
      this.#readAgainAt = this.#elapsed() + REFRESH_AFTER_MS;
    } catch (error) {
      // Its name only: the cause might quote the secret.
      if (this.#keys.length === 0)
        throw new SmsKeyUnavailableError('The key of the SMS provider cannot be read.');
      this.#readAgainAt = this.#elapsed() + RETRY_AFTER_MS;
      this.#onStale(errorName(error));
    }
    return this.#keys;
  }
}
