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

/** Batches of one shard at a time. Rows may overtake each other: they say no more than "look again". */
const BATCHES_AT_ONCE = 4;
/** A batch that failed this often goes to the queue; its rows are still pending, and the sweeper has them. */
const RETRIES = 5;
const MAX_RECORD_AGE = Duration.minutes(15);

/** What the stream connects. */
export interface OutboxStreamProps {
  readonly records: RecordsTable;
  /** Kind of the records that the function takes; nothing else is led to it. */
  readonly entity: Entity;
  /** Records of a batch: few, because one batch is worked off one after another. */
  readonly batchSize: number;
  readonly relay: LambdaFunction;
  /** Where it is written down that a batch was given up. */
  readonly failures: Queue;
}

/** Leads new rows that say what is to be done from a table's stream to the function that does it. */
export class OutboxStream extends Construct {
  constructor(scope: Construct, id: string, props: OutboxStreamProps) {
    super(scope, id);
    const { records, entity, batchSize, relay, failures } = props;
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
      batchSize,
      parallelizationFactor: BATCHES_AT_ONCE,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: RETRIES,
      maxRecordAge: MAX_RECORD_AGE,
      onFailure: { bind: () => ({ destination: failures.queueArn }) },
    });
  }
}
