/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

import type { Deployment } from '#platform/deployment/deployment.ts';

import { OfficerPool, type TokenIssuer } from './constructs/officer-pool.ts';
import { UploadBucket } from './constructs/upload-bucket.ts';
import { RecordsTable } from './constructs/records-table.ts';
import { RegistryTables } from './constructs/registry-tables.ts';
import { ServiceKey } from './constructs/service-key.ts';
import { SmsSigningKey } from './constructs/sms-signing-key.ts';
import { StationKeys } from './constructs/station-keys.ts';
import { StationTopics } from './constructs/station-topics.ts';
import type { InfrastructureSettings } from './infrastructure-settings.ts';
import { outputName } from './output-name.ts';
import type { Stage } from './stage.ts';

/** What the stack is made from. */
export interface StatefulStackProps extends StackProps {
  readonly stage: Stage;
  readonly deployment: Deployment;
  readonly infrastructure: InfrastructureSettings;
}

/** Everything that must outlive a deployment of code: records, photos, keys, subscriptions, accounts. */
export class StatefulStack extends Stack {
  readonly records: RecordsTable;
  readonly photos: UploadBucket;
  /** Residents, wanted notices, and the keys of these persons. */
  readonly registry: RegistryTables;
  /** Files that stations import and export. */
  readonly exchange: UploadBucket;
  readonly topics: StationTopics;
  /** What the stations sign custody by. */
  readonly stationKeys: StationKeys;
  readonly messagesKey: ServiceKey;
  /** What requests to the SMS provider are signed by, when it is reached by HTTP. */
  readonly smsKey: SmsSigningKey | undefined;
  readonly logsKey: ServiceKey;
  /** The officers' identity provider, as a construct of another stack may name it. */
  readonly issuerFor: (scope: Construct) => TokenIssuer;

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
    this.logsKey = new ServiceKey(this, 'LogsKey', { stage, description: 'border815: logs' });
    this.logsKey.grantLogs();
    this.records = new RecordsTable(this, 'Records', { stage, key: recordsKey });
    this.photos = new UploadBucket(this, 'Photos', {
      stage,
      key: recordsKey,
      retentionDays: infrastructure.photoRetentionDays,
      publicBaseUrl: deployment.publicBaseUrl,
    });
    this.registry = new RegistryTables(this, 'Registry', { stage });
    this.exchange = new UploadBucket(this, 'Exchange', {
      stage,
      key: this.registry.registryKey,
      retentionDays: deployment.registry.files.keptDays,
      publicBaseUrl: deployment.publicBaseUrl,
    });
    this.topics = new StationTopics(this, 'StationTopics', {
      key: this.messagesKey,
      stations: deployment.stations,
      sendsSms: deployment.sms.type === 'sns',
    });
    this.stationKeys = new StationKeys(this, 'StationKeys', { stage, stations: deployment.stations });
    this.smsKey = this.#smsKey(deployment.sms, stage);
    this.issuerFor = this.#issuer(deployment.identity, stage);
    for (const [station, topicArn] of Object.entries(this.topics.arns))
      new CfnOutput(this, outputName('Topic', station), { value: topicArn });
    new CfnOutput(this, 'TableName', { value: this.records.table.tableName });
    new CfnOutput(this, 'RegistryTableName', { value: this.registry.registry.table.tableName });
    new CfnOutput(this, 'PersonKeysTableName', { value: this.registry.personKeys.table.tableName });
    new CfnOutput(this, 'ExchangeBucketName', { value: this.exchange.bucket.bucketName });
    new CfnOutput(this, 'PhotoBucketName', { value: this.photos.bucket.bucketName });
  }

  #smsKey({ type }: Deployment['sms'], stage: Stage): SmsSigningKey | undefined {
    if (type !== 'http') return undefined;
    const smsKey = new SmsSigningKey(this, 'SmsKey', { stage, key: this.messagesKey });
    new CfnOutput(this, 'SmsKeySecretArn', { value: smsKey.secretArn });
    return smsKey;
  }

  #issuer(identity: Deployment['identity'], stage: Stage): (scope: Construct) => TokenIssuer {
    if (identity.type === 'oidc') return () => ({ url: identity.issuer, audience: identity.audience });
    const officers = new OfficerPool(this, 'Officers', { stage });
    new CfnOutput(this, 'UserPoolId', { value: officers.pool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: officers.client.userPoolClientId });
    return (scope) => officers.issuerFor(scope);
  }
}
