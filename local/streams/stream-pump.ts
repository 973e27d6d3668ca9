import { randomUUID } from 'node:crypto';

import type { StreamRecord } from '#local/dynamodb/stream-client.ts';
import type { LocalFunction } from '#local/lambda/local-function.ts';
import type { Queues } from '#local/sqs/queues.ts';
import type { StreamMapping } from '#local/streams/event-source-mapping.ts';
import { handBatch, type StreamBatch } from '#local/streams/stream-batch.ts';
import type { StreamReader } from '#local/streams/stream-reader.ts';
import type { SystemClock } from '#local/system/system-clock.ts';

/** What a pump works with. */
export interface PumpSurroundings {
  readonly mapping: StreamMapping;
  readonly reader: StreamReader;
  readonly target: LocalFunction;
  readonly targetArn: string;
  readonly region: string;
  readonly queues: Queues;
  readonly clock: SystemClock;
  /** Takes what went wrong in reading; reading goes on at the next poke. */
  readonly report: (error: unknown) => void;
}

/** Delay before the first retry of a failed batch, in milliseconds; it doubles up to the longest. */
const firstRetryDelay = 1000;
const longestRetryDelay = 60_000;

/** Most records read at once (DynamoDB Streams' own limit). */
const readLimit = 1000;

/** Brings the records of one stream to one function, in order; a batch that fails holds up those behind it. */
export class StreamPump {
  readonly #surroundings: PumpSurroundings;
  /** Batches that are due, before anything is read. */
  #due: StreamBatch[] = [];
  #poked = false;
  #running: Promise<void> | undefined;
  #waiting: (() => void) | undefined;
  #closed = false;

  constructor(surroundings: PumpSurroundings) {
    this.#surroundings = surroundings;
  }

  /** Something may have been written: reads unless it waits for the retry of a failed batch. */
  poke(): void {
    this.#poked = true;
    if (this.#closed || this.#waiting !== undefined) return;
    this.#running ??= this.#run()
      .catch((error: unknown) => this.#surroundings.report(error))
      .finally(() => {
        this.#running = undefined;
        if (this.#poked) this.poke();
      });
  }

  /** Resolves when everything written so far has been handed over, or a retry is waited for. */
  async drained(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  /** Hands nothing over any more; resolves when what is under way has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting?.();
    await this.drained();
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      const batch = this.#due.shift();
      if (batch === undefined) {
        if (!(await this.#read())) return;
      } else if (!(await this.#hand(batch))) {
        return;
      }
    }
  }

  /** Reads until there is something the function wants; false when nothing is left. */
  async #read(): Promise<boolean> {
    const { mapping, reader } = this.#surroundings;
    this.#poked = false;
    const records = await reader.read(readLimit);
    const wanted = records.filter((record) => mapping.wants(record));
    for (let from = 0; from < wanted.length; from += mapping.batchSize) {
      this.#due.push({ records: wanted.slice(from, from + mapping.batchSize), attempts: 0, split: false });
    }
    const last = records.at(-1);
    if (wanted.length === 0 && last !== undefined) reader.done(last.dynamodb.SequenceNumber);
    return records.length > 0 || this.#isPoked();
  }

  // A poke during the read is noted by the caller of `poke`; a method keeps the compiler from narrowing the field.
  #isPoked(): boolean {
    return this.#poked;
  }

  /** Hands a batch over; false when it has to be retried later. */
  async #hand(batch: StreamBatch): Promise<boolean> {
    const { mapping, reader, target } = this.#surroundings;
    const { next, abandoned } = await handBatch(batch, mapping, target, {
      Records: batch.records.map((record) => this.#event(record)),
    });
    if (this.#closed) return false;
    if (abandoned !== undefined) this.#abandon(abandoned);
    this.#due.unshift(...next);
    const [first] = next;
    const last = batch.records.at(-1);
    if (first === undefined && last !== undefined) reader.done(last.dynamodb.SequenceNumber);
    if (first === undefined || first.split) return true;
    this.#retryLater(first.attempts);
    return false;
  }

  #retryLater(attempts: number): void {
    const { clock } = this.#surroundings;
    const delay = Math.min(firstRetryDelay * 2 ** (attempts - 1), longestRetryDelay);
    const cancel = clock.setTimer(clock.now() + delay, () => {
      this.#waiting = undefined;
      this.poke();
    });
    this.#waiting = cancel;
  }

  #event(record: StreamRecord): object {
    const { mapping, region } = this.#surroundings;
    return { ...record, awsRegion: region, eventSource: 'aws:dynamodb', eventSourceARN: mapping.streamArn };
  }

  /** Tells the failure queue which records were given up: their place in the stream, not their content. */
  #abandon(batch: StreamBatch): void {
    const { clock, mapping, queues, reader, targetArn } = this.#surroundings;
    const [first, last] = [batch.records[0], batch.records.at(-1)];
    if (mapping.onFailure === undefined || first === undefined || last === undefined) return;
    const arrival = (record: StreamRecord): string =>
      new Date(record.dynamodb.ApproximateCreationDateTime * 1000).toISOString();
    const message = {
      requestContext: {
        requestId: randomUUID(),
        functionArn: `${targetArn}:$LATEST`,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: batch.attempts,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: new Date(clock.now()).toISOString(),
      DDBStreamBatchInfo: {
        shardId: reader.shardId,
        startSequenceNumber: first.dynamodb.SequenceNumber,
        endSequenceNumber: last.dynamodb.SequenceNumber,
        approximateArrivalOfFirstRecord: arrival(first),
        approximateArrivalOfLastRecord: arrival(last),
        batchSize: batch.records.length,
        streamArn: mapping.streamArn,
      },
    };
    queues.deliver(mapping.onFailure, JSON.stringify(message));
  }
}
