import type {
  StreamClient,
  StreamPage,
  StreamPosition,
  StreamRecord,
} from '#local/dynamodb/stream-client.ts';
import { AwsServiceError } from '#local/server/service-error.ts';
import type { PositionFile } from '#local/streams/position-file.ts';

/** Reads the records of a stream in order, from shard to shard, and remembers how far they are done. */
export class StreamReader {
  readonly #client: StreamClient;
  readonly #streamArn: string;
  readonly #start: 'TRIM_HORIZON' | 'LATEST';
  readonly #file: PositionFile;
  #shardId: string | undefined;
  #iterator: string | undefined;
  #lastRead: string | undefined;

  constructor(client: StreamClient, streamArn: string, start: 'TRIM_HORIZON' | 'LATEST', file: PositionFile) {
    this.#client = client;
    this.#streamArn = streamArn;
    this.#start = start;
    this.#file = file;
  }

  /** The shard it reads. */
  get shardId(): string {
    return this.#shardId ?? '';
  }

  /** Finds where reading starts, so that whatever is written from now on is read. */
  async open(): Promise<void> {
    const kept = this.#file.read();
    const shards = await this.#client.shards(this.#streamArn);
    if (kept?.streamArn === this.#streamArn && shards.includes(kept.shardId)) {
      this.#shardId = kept.shardId;
      this.#lastRead = kept.sequenceNumber;
    } else {
      this.#shardId = this.#start === 'LATEST' ? shards.at(-1) : shards[0];
    }
    this.#iterator = await this.#newIterator(this.#start);
  }

  /** The next records, up to `limit`; none when there are none at present. */
  async read(limit: number): Promise<readonly StreamRecord[]> {
    for (;;) {
      this.#iterator ??= await this.#newIterator(this.#start);
      if (this.#iterator === undefined) return [];
      const page = await this.#page(this.#iterator, limit);
      this.#iterator = page?.next;
      const last = page?.records.at(-1);
      if (last !== undefined) this.#lastRead = last.dynamodb.SequenceNumber;
      if (page === undefined) continue;
      if (page.records.length > 0) return page.records;
      if (page.next !== undefined || !(await this.#toNextShard())) return [];
    }
  }

  /** Everything up to that record is done: after a restart reading goes on behind it. */
  done(sequenceNumber: string): void {
    this.#file.write({ streamArn: this.#streamArn, shardId: this.shardId, sequenceNumber });
  }

  async #page(iterator: string, limit: number): Promise<StreamPage | undefined> {
    try {
      return await this.#client.records(iterator, limit);
    } catch (error) {
      // A new iterator is made from the last record read; what is too old to be read is skipped, as on AWS.
      if (error instanceof AwsServiceError && error.code === 'ExpiredIteratorException') return undefined;
      if (!(error instanceof AwsServiceError && error.code === 'TrimmedDataAccessException')) throw error;
      this.#lastRead = undefined;
      this.#iterator = await this.#newIterator('TRIM_HORIZON');
      return undefined;
    }
  }

  async #newIterator(start: 'TRIM_HORIZON' | 'LATEST'): Promise<string | undefined> {
    if (this.#shardId === undefined) return undefined;
    const position: StreamPosition =
      this.#lastRead === undefined
        ? { type: start }
        : { type: 'AFTER_SEQUENCE_NUMBER', sequenceNumber: this.#lastRead };
    try {
      return await this.#client.iterator(this.#streamArn, this.#shardId, position);
    } catch (error) {
      if (!(error instanceof AwsServiceError && error.code === 'TrimmedDataAccessException')) throw error;
      return this.#client.iterator(this.#streamArn, this.#shardId, { type: 'TRIM_HORIZON' });
    }
  }

  async #toNextShard(): Promise<boolean> {
    const shards = await this.#client.shards(this.#streamArn);
    const next = shards[shards.indexOf(this.shardId) + 1];
    if (next === undefined) return false;
    this.#shardId = next;
    this.#lastRead = undefined;
    this.#iterator = await this.#newIterator('TRIM_HORIZON');
    return true;
  }
}
