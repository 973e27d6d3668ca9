import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import * as z from 'zod';

const PAUSE_MS = 50;
const tokenSchema = z.object({ access_token: z.string() });

/** A command that the system has answered with success. */
export interface AcceptedCommand {
  readonly key: string;
  readonly what: string;
}

/** An answer of the system. */
export interface PatientAnswer {
  readonly status: number;
  readonly etag: string | undefined;
  readonly body: unknown;
}

/**
 * People at their telephones while the system comes and goes: whoever gets no answer asks again, a command with its
 * own key every time, until there is one. Keeps what was accepted.
 */
export class PatientClient {
  readonly accepted: AcceptedCommand[] = [];
  readonly #url: string;
  readonly #tokens = new Map<string, string>();
  readonly #giveUp: AbortSignal;
  /** How often a command was sent again. */
  repetitions = 0;

  /** `giveUp` ends all asking: when the system will not come back, or the test has failed. */
  constructor(url: string, giveUp: AbortSignal) {
    this.#url = url;
    this.#giveUp = giveUp;
  }

  /** Reads, as an officer or as anybody. @throws Error when it is refused */
  async get(path: string, officerId?: string): Promise<PatientAnswer> {
    const answer = await this.#send('GET', path, { officerId });
    if (answer.status !== 200)
      throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }

  /** Sends a command whatever comes of it. */
  async post(
    path: string,
    json: object,
    { officerId, ifMatch }: { officerId?: string | undefined; ifMatch?: string | undefined } = {},
  ): Promise<PatientAnswer> {
    const key = randomUUID();
    const answer = await this.#send('POST', path, { officerId, ifMatch, json, key });
    if (answer.status < 300) this.accepted.push({ key, what: `POST ${path}` });
    return answer;
  }

  async #send(
    method: string,
    path: string,
    {
      officerId,
      ifMatch,
      json,
      key,
    }: {
      officerId?: string | undefined;
      ifMatch?: string | undefined;
      json?: object;
      key?: string;
    },
  ): Promise<PatientAnswer> {
    for (let attempt = 0; ; attempt += 1) {
      this.#giveUp.throwIfAborted();
      if (attempt > 0) {
        if (method === 'POST') this.repetitions += 1;
        await sleep(PAUSE_MS);
      }
      try {
        const token = officerId === undefined ? undefined : await this.#token(officerId);
        const response = await fetch(new URL(path, this.#url), {
          method,
          headers: {
            accept: 'application/json',
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
            ...(key !== undefined && { 'idempotency-key': key }),
            ...(ifMatch !== undefined && { 'if-match': ifMatch }),
            ...(json !== undefined && { 'content-type': 'application/json' }),
          },
          ...(json !== undefined && { body: JSON.stringify(json) }),
        });
        const text = await response.text();
        // What the gateway says when a function died under it, or there is too much to do, is no answer.
        if (response.status >= 500 || response.status === 429) continue;
        const etag = response.headers.get('etag') ?? undefined;
        return { status: response.status, etag, body: parsed(text) };
      } catch (error) {
        // Nobody there, or gone in the middle of the answer.
        if (!(error instanceof TypeError)) throw error;
      }
    }
  }

  async #token(officerId: string): Promise<string> {
    const known = this.#tokens.get(officerId);
    if (known !== undefined) return known;
    const response = await fetch(new URL('/issuer/token', this.#url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ officer: officerId }),
    });
    const { access_token: token } = tokenSchema.parse(await response.json());
    this.#tokens.set(officerId, token);
    return token;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
