import { randomUUID } from 'node:crypto';

import { JsonLinesFile } from '#local/system/json-lines-file.ts';
import type { SystemClock } from '#local/system/system-clock.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';
import { TemplateError } from '#local/template/template-error.ts';
import * as z from 'zod';

const storedSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('sent'),
    queue: z.string(),
    id: z.string(),
    body: z.string(),
    sentAt: z.number(),
  }),
  z.object({ event: z.literal('deleted'), queue: z.string(), id: z.string() }),
]);

/** A message that waits in a queue. */
export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** How often it was received. */
  receiveCount: number;
  /** Hidden from receivers until then, in milliseconds since the epoch. */
  hiddenUntil: number;
}

/** A queue of the template. */
export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  /** What is in it, oldest first. */
  readonly messages: readonly QueueMessage[];
}

interface MutableQueue extends Queue {
  messages: QueueMessage[];
}

/** The queues of the templates and what waits in them; kept on disk when the data is. */
export class Queues {
  readonly #queues: readonly MutableQueue[];
  readonly #clock: SystemClock;
  readonly #file: JsonLinesFile<typeof storedSchema>;

  /** `path` is the file that keeps the messages; undefined keeps them in memory only. */
  constructor(graph: TemplateGraph, clock: SystemClock, path: string | undefined) {
    this.#clock = clock;
    this.#queues = graph.ofType('AWS::SQS::Queue').map((resource) => ({
      name: graph.attributeOf(resource, 'QueueName'),
      arn: graph.attributeOf(resource, 'Arn'),
      url: graph.refOf(resource),
      messages: [],
    }));
    this.#file = new JsonLinesFile(path, storedSchema);
    for (const stored of this.#file.read()) this.#replay(stored);
  }

  /** Every queue, in the order of the templates. */
  get all(): readonly Queue[] {
    return this.#queues;
  }

  /** The queue of that name, ARN or URL; a part of the name will do when only one queue has it. */
  get(name: string): Queue {
    return this.#get(name);
  }

  /** Puts a message into the queue of that name, ARN or URL; returns the message's id. */
  deliver(queue: string, body: string): string {
    const target = this.#get(queue);
    const id = randomUUID();
    const sentAt = this.#clock.now();
    target.messages.push({ id, body, sentAt, receiveCount: 0, hiddenUntil: 0 });
    this.#file.append({ event: 'sent', queue: target.name, id, body, sentAt });
    return id;
  }

  /** Up to `most` messages, which are hidden from other receivers for `visibilitySeconds`. */
  receive(queue: string, most: number, visibilitySeconds: number): QueueMessage[] {
    const now = this.#clock.now();
    const received = this.#get(queue)
      .messages.filter(({ hiddenUntil }) => hiddenUntil <= now)
      .slice(0, most);
    for (const message of received) {
      message.hiddenUntil = now + visibilitySeconds * 1000;
      message.receiveCount += 1;
    }
    return received;
  }

  /** Hides a message for so long from now on; 0 lets it be received at once. */
  hide(queue: string, id: string, seconds: number): void {
    for (const message of this.#get(queue).messages)
      if (message.id === id) message.hiddenUntil = this.#clock.now() + seconds * 1000;
  }

  /** Takes a message out of its queue; one that is no longer there is no fault. */
  remove(queue: string, id: string): void {
    const target = this.#get(queue);
    target.messages = target.messages.filter((message) => message.id !== id);
    this.#file.append({ event: 'deleted', queue: target.name, id });
  }

  #get(name: string): MutableQueue {
    const exact = this.#queues.find((queue) => [queue.name, queue.arn, queue.url].includes(name));
    if (exact !== undefined) return exact;
    const [partial, ...others] = this.#queues.filter((queue) => queue.name.includes(name));
    if (partial !== undefined && others.length === 0) return partial;
    throw new TemplateError(`No template contains the queue "${name}".`);
  }

  #replay(stored: z.infer<typeof storedSchema>): void {
    const queue = this.#queues.find(({ name }) => name === stored.queue);
    if (queue === undefined) return;
    if (stored.event === 'deleted') {
      queue.messages = queue.messages.filter(({ id }) => id !== stored.id);
      return;
    }
    const { id, body, sentAt } = stored;
    queue.messages.push({ id, body, sentAt, receiveCount: 0, hiddenUntil: 0 });
  }
}
