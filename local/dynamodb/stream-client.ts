import * as z from 'zod';

import type { DatabaseCaller } from '#local/dynamodb/database-caller.ts';

const streamRecordSchema = z.looseObject({
  eventID: z.string(),
  eventName: z.string(),
  dynamodb: z.looseObject({ SequenceNumber: z.string(), ApproximateCreationDateTime: z.number() }),
});

/** A record of a stream, as functions get it but for its origin. */
export type StreamRecord = z.infer<typeof streamRecordSchema>;

const shardSchema = z.looseObject({ ShardId: z.string(), ParentShardId: z.string().optional() });

const descriptionSchema = z.looseObject({
  StreamDescription: z.looseObject({ Shards: z.array(shardSchema) }),
});

const iteratorSchema = z.looseObject({ ShardIterator: z.string() });

const recordsSchema = z.looseObject({
  Records: z.array(streamRecordSchema),
  NextShardIterator: z.string().optional(),
});

/** From where a shard is read. */
export type StreamPosition =
  | { readonly type: 'TRIM_HORIZON' | 'LATEST' }
  | { readonly type: 'AFTER_SEQUENCE_NUMBER'; readonly sequenceNumber: string };

/** What a read brought, and where the next one starts; undefined after the last record of a closed shard. */
export interface StreamPage {
  readonly records: readonly StreamRecord[];
  readonly next: string | undefined;
}

/** Reads the streams of a local database (there is no stream client among the packages: three calls suffice). */
export class StreamClient {
  readonly #call: DatabaseCaller;

  constructor(call: DatabaseCaller) {
    this.#call = call;
  }

  /** Ids of the stream's shards, parents before their children. */
  async shards(streamArn: string): Promise<string[]> {
    const described = descriptionSchema.parse(
      await this.#call('DynamoDBStreams_20120810.DescribeStream', { StreamArn: streamArn }),
    );
    const { Shards: shards } = described.StreamDescription;
    const ordered: string[] = [];
    const visit = (shardId: string): void => {
      const shard = shards.find((each) => each.ShardId === shardId);
      if (shard === undefined || ordered.includes(shardId)) return;
      if (shard.ParentShardId !== undefined) visit(shard.ParentShardId);
      ordered.push(shardId);
    };
    for (const shard of shards) visit(shard.ShardId);
    return ordered;
  }

  /** Where reading of the shard starts. @throws AwsServiceError when the position is no longer kept */
  async iterator(streamArn: string, shardId: string, position: StreamPosition): Promise<string> {
    const sequence =
      position.type === 'AFTER_SEQUENCE_NUMBER' ? { SequenceNumber: position.sequenceNumber } : {};
    const answer = await this.#call('DynamoDBStreams_20120810.GetShardIterator', {
      StreamArn: streamArn,
      ShardId: shardId,
      ShardIteratorType: position.type,
      ...sequence,
    });
    return iteratorSchema.parse(answer).ShardIterator;
  }

  /** Up to `limit` records from there on. @throws AwsServiceError when the iterator has expired */
  async records(iterator: string, limit: number): Promise<StreamPage> {
    const answer = recordsSchema.parse(
      await this.#call('DynamoDBStreams_20120810.GetRecords', { ShardIterator: iterator, Limit: limit }),
    );
    return { records: answer.Records, next: answer.NextShardIterator };
  }
}
