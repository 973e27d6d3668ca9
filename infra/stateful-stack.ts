/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

import type { Deployment } from '#platform/deployment/deployment.ts';

import { OfficerPool } from './constructs/officer-pool.ts';
import { PhotoBucket } from './constructs/photo-bucket.ts';
import { RecordsTable } from './constructs/records-table.ts';
import { ServiceKey } from './constructs/service-key.ts';
import { StationTopics } from './constructs/station-topics.ts';
import type { InfrastructureSettings } from './infrastructure-settings.ts';
import type { Stage } from './stage.ts';

/** What the stack is made from. */
export interface StatefulStackProps extends StackProps {
  readonly stage: Stage;
  readonly deployment: Deployment;
  readonly infrastructure: InfrastructureSettings;
}

/** Who issues the officers' tokens, and for whom. */
export interface TokenIssuer {
  readonly url: string;
  readonly audience: readonly string[];
}

/** Everything that must outlive a deployment of code: records, photos, keys, subscriptions, accounts. */
export class StatefulStack extends Stack {
  readonly records: RecordsTable;
  readonly photos: PhotoBucket;
  readonly topics: StationTopics;
  readonly messagesKey: ServiceKey;
  readonly issuer: TokenIssuer;

  constructor(scope: Construct, id: string, props: StatefulStackProps) {
    super(scope, id, props);
    const { stage, deployment, infrastructure } = props;
    const recordsKey = new ServiceKey(this, 'RecordsKey', {
      stage,
      description: 'border815: case records and photos',
    });
    this.messagesKey = new ServiceKey(this, 'MessagesKey', {
      stage,
      description: 'border815: messages to stations and alarms',
    });
    this.messagesKey.grantAlarms();
    this.records = new RecordsTable(this, 'Records', { stage, key: recordsKey });
    this.photos = new PhotoBucket(this, 'Photos', {
      stage,
      key: recordsKey,
      retentionDays: infrastructure.photoRetentionDays,
    });
    this.topics = new StationTopics(this, 'StationTopics', {
      key: this.messagesKey,
      stations: deployment.stations,
    });
    this.issuer = this.#issuer(deployment.identity, stage);
    new CfnOutput(this, 'TableName', { value: this.records.table.tableName });
  }

  #issuer(identity: Deployment['identity'], stage: Stage): TokenIssuer {
    if (identity.type === 'oidc') return { url: identity.issuer, audience: identity.audience };
    const { pool, client } = new OfficerPool(this, 'Officers', { stage });
    new CfnOutput(this, 'UserPoolId', { value: pool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: client.userPoolClientId });
    return { url: `https://${pool.userPoolProviderName}`, audience: [client.userPoolClientId] };
  }
}
