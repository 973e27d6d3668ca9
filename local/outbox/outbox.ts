import { randomUUID } from 'node:crypto';

import * as z from 'zod';

import { JsonLinesFile } from '#local/system/json-lines-file.ts';
import type { SystemClock } from '#local/system/system-clock.ts';

const outboxMessageSchema = z.object({
  id: z.string(),
  /** When it was sent, RFC 3339 in UTC. */
  at: z.iso.datetime(),
  channel: z.enum(['sms', 'email']),
  /** Telephone number or mailbox. */
  to: z.string(),
  /** Name of the topic whose subscription brought it; absent for a direct SMS. */
  topic: z.string().optional(),
  subject: z.string().optional(),
  text: z.string(),
});

/** A message that a telephone or mailbox received. */
export type OutboxMessage = Readonly<z.infer<typeof outboxMessageSchema>>;

/** What the telephones and mailboxes received, in place of the networks that are not there on one machine. */
export class Outbox {
  readonly #messages: OutboxMessage[];
  readonly #failing = new Set<string>();
  readonly #file: JsonLinesFile<typeof outboxMessageSchema>;
  readonly #clock: SystemClock;

  /** `path` is the file that keeps the messages; undefined keeps them in memory only. */
  constructor(clock: SystemClock, path: string | undefined) {
    this.#clock = clock;
    this.#file = new JsonLinesFile(path, outboxMessageSchema);
    this.#messages = this.#file.read();
  }

  /** Every message, oldest first. */
  get messages(): readonly OutboxMessage[] {
    return this.#messages;
  }

  /** From now on sending to this telephone number fails, as when the operator refuses it. */
  failFor(telephone: string): void {
    this.#failing.add(telephone);
  }

  /** Sending to this telephone number works again. */
  recoverFor(telephone: string): void {
    this.#failing.delete(telephone);
  }

  /** Whether sending to this telephone number fails. */
  failsFor(telephone: string): boolean {
    return this.#failing.has(telephone);
  }

  /** Delivers a message. */
  receive(message: Omit<OutboxMessage, 'id' | 'at'>): OutboxMessage {
    const received = { id: randomUUID(), at: new Date(this.#clock.now()).toISOString(), ...message };
    this.#messages.push(received);
    this.#file.append(received);
    return received;
  }
}
