import {
  AttributeType,
  Billing,
  CfnGlobalTable,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

import { keepsRecords, removalPolicy, type Stage } from '#infra/stage.ts';

import { allow } from './granting.ts';
import type { ServiceKey } from './service-key.ts';

const indexNames = ['gsi1', 'gsi2'] as const;
const string = (name: string) => ({ name, type: AttributeType.STRING });

/** What the table needs. */
export interface RecordsTableProps {
  readonly stage: Stage;
  readonly key: ServiceKey;
  /**
   * Days for which the table can be brought back to any second; default 35. What must be gone for good when it is deleted
   * has few.
   */
  readonly recoveryDays?: number;
}

/** What a function does with the store besides reading, creating and replacing single items. */
export interface StoreUse {
  /** It makes a write depend on an item that it leaves as it is. */
  readonly checks?: boolean;
  /** It removes items. */
  readonly deletes?: boolean;
  /** It lists the items of a partition. */
  readonly lists?: boolean;
  /** The index it lists by. */
  readonly indexes?: readonly (typeof indexNames)[number][];
  /** It writes nothing there but, where said, deletes. */
  readonly readsOnly?: boolean;
}

/**
 * A table of records (see functions/platform/store): keys `pk` and `sk`, two sparse indexes, a stream of new
 * images for the outbox, point-in-time recovery.
 */
export class RecordsTable extends Construct {
  readonly table: TableV2;
  readonly #key: ServiceKey;

  constructor(scope: Construct, id: string, { stage, key, recoveryDays }: RecordsTableProps) {
    super(scope, id);
    this.#key = key;
    this.table = new TableV2(this, 'Table', {
      partitionKey: string('pk'),
      sortKey: string('sk'),
      globalSecondaryIndexes: indexNames.map((indexName) => ({
        indexName,
        partitionKey: string(`${indexName}pk`),
        sortKey: string(`${indexName}sk`),
        projectionType: ProjectionType.ALL,
      })),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(), // and see #encryptWith
      dynamoStream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        ...(recoveryDays === undefined ? {} : { recoveryPeriodInDays: recoveryDays }),
      },
      deletionProtection: keepsRecords(stage),
      removalPolicy: removalPolicy(stage),
    });
    this.#encryptWith(key);
  }

  /** TableV2 takes a customer-managed key only where the region is known at synth; CloudFormation takes it anywhere. */
  #encryptWith({ keyArn }: ServiceKey): void {
    const table = this.table.node.defaultChild;
    if (!(table instanceof CfnGlobalTable)) throw new Error('The table has no CloudFormation resource.');
    table.addPropertyOverride('Replicas.0.SSESpecification', { KMSMasterKeyId: keyArn });
  }

  /** ARN of the table's stream. */
  get streamArn(): string {
    const arn = this.table.tableStreamArn;
    if (arn === undefined) throw new Error('The records table has no stream.');
    return arn;
  }

  /** Lets a function use the item store: read, and write in transactions; more only where it says so. */
  grantStore(grantee: IGrantable, use: StoreUse = {}): void {
    const { checks = false, deletes = false, lists = false, indexes = [], readsOnly = false } = use;
    const { tableArn } = this.table;
    const actions = [
      'dynamodb:GetItem',
      ...(readsOnly ? [] : ['dynamodb:PutItem']),
      ...(checks ? ['dynamodb:ConditionCheckItem'] : []),
      ...(deletes ? ['dynamodb:DeleteItem'] : []),
    ];
    allow(grantee, actions, [tableArn]);
    const listed = [...(lists ? [tableArn] : []), ...indexes.map((index) => `${tableArn}/index/${index}`)];
    if (listed.length > 0) allow(grantee, ['dynamodb:Query'], listed);
    this.#key.grantThrough('dynamodb', grantee, 'write');
  }

  /** Lets Lambda poll the stream on behalf of a function. */
  grantStream(grantee: IGrantable): void {
    allow(
      grantee,
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      [this.streamArn],
    );
    // Lambda asks for it when it sets up the polling, and IAM knows no resource for it: it only lists names.
    allow(grantee, ['dynamodb:ListStreams'], ['*']);
    this.#key.grantThrough('dynamodb', grantee, 'read');
  }
}
