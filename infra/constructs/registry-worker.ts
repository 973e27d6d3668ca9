/* oxlint-disable no-new -- a construct joins its scope when it is made */
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

import { registryWorkerEnvironment } from '#functions/registry/worker.environment.ts';
import { memoryMb, timeouts } from '#infra/function-sizes.ts';

import { BundledFunction, type FunctionDefaults } from './bundled-function.ts';
import { runEachMinute } from './each-minute.ts';
import { allow } from './granting.ts';
import { OutboxStream } from './outbox-stream.ts';
import type { RecordsTable } from './records-table.ts';
import type { RegistryTables } from './registry-tables.ts';
import type { StationTopics } from './station-topics.ts';
import type { UploadBucket } from './upload-bucket.ts';

/** What the worker uses. */
export interface RegistryWorkerProps {
  readonly defaults: FunctionDefaults;
  readonly records: RecordsTable;
  readonly registry: RegistryTables;
  readonly exchange: UploadBucket;
  readonly topics: StationTopics;
  /** Work that was given up. */
  readonly deadLetters: Queue;
  /** Batches of the stream that were given up: the round of each minute has their work. */
  readonly streamFailures: Queue;
}

/** What the registry does by itself: from the stream of its table at once, and each minute whatever is late. */
export class RegistryWorker extends Construct {
  readonly worker: BundledFunction;

  constructor(scope: Construct, id: string, props: RegistryWorkerProps) {
    super(scope, id);
    const { defaults, records, registry, exchange, topics, deadLetters } = props;
    this.worker = new BundledFunction(this, {
      ...defaults,
      memoryMb: memoryMb.files,
      timeout: timeouts.work,
      name: 'registry-worker',
      description: 'compares residents with the wanted list, reads files, writes digests',
      environmentSchema: registryWorkerEnvironment,
      environment: {
        TABLE_NAME: records.table.tableName,
        ...registry.environment,
        EXCHANGE_BUCKET: exchange.bucket.bucketName,
        TOPIC_ARN_PREFIX: topics.arnPrefix,
        DEAD_LETTER_QUEUE_URL: deadLetters.queueUrl,
      },
    });
    records.grantStore(this.worker);
    registry.grantRegistry(this.worker, {
      checks: true,
      deletes: true,
      destroysKeys: true,
      entersPersons: true,
      lists: true,
      indexes: ['gsi1', 'gsi2'],
    });
    exchange.grantUpload(this.worker);
    topics.grantPublish(this.worker);
    allow(this.worker, ['sqs:SendMessage'], [deadLetters.queueArn]);
    new OutboxStream(this, 'WorkStream', {
      records: registry.registry,
      entity: 'work',
      // A piece of work may take minutes.
      batchSize: 1,
      relay: this.worker,
      failures: props.streamFailures,
    });
    runEachMinute(this, this.worker);
  }
}
