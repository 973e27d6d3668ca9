/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { Duration } from 'aws-cdk-lib/core';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  StartingPosition,
  type Function as LambdaFunction,
} from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

import type { Entity } from '#platform/store/item-store.ts';

import { allow } from './granting.ts';
import type { RecordsTable } from './records-table.ts';

/** Records of a batch: few, because one batch delivers its rows one after another. */
const BATCH_SIZE = 10;
/** Batches of one shard at a time. Rows may overtake each other: they say no more than "look again". */
const BATCHES_AT_ONCE = 4;
/** A batch that failed this often goes to the queue; its rows are still pending, and the sweeper has them. */
const RETRIES = 5;
const MAX_RECORD_AGE = Duration.minutes(15);

/** What the stream connects. */
export interface OutboxStreamProps {
  readonly records: RecordsTable;
  readonly relay: LambdaFunction;
  /** Where it is written down that a batch was given up. */
  readonly failures: Queue;
}

/** Leads new outbox rows, and nothing else, from the table's stream to the relay. */
export class OutboxStream extends Construct {
  constructor(scope: Construct, id: string, { records, relay, failures }: OutboxStreamProps) {
    super(scope, id);
    const entity: Entity = 'outbox';
    records.grantStream(relay);
    allow(relay, ['sqs:SendMessage'], [failures.queueArn]);
    new EventSourceMapping(this, 'Mapping', {
      target: relay,
      eventSourceArn: records.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { NewImage: { entity: { S: FilterRule.isEqual(entity) } } },
        }),
      ],
      batchSize: BATCH_SIZE,
      parallelizationFactor: BATCHES_AT_ONCE,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: RETRIES,
      maxRecordAge: MAX_RECORD_AGE,
      onFailure: { bind: () => ({ destination: failures.queueArn }) },
    });
  }
}
