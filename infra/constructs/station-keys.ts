/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { Stack } from 'aws-cdk-lib/core';
import { PolicyStatement, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

import { removalPolicy, type Stage } from '#infra/stage.ts';
import type { Station } from '#platform/deployment/deployment.ts';

/** What the keys need. */
export interface StationKeysProps {
  readonly stage: Stage;
  readonly stations: readonly Station[];
}

/**
 * One key per station, by which it signs custody entries and the heads of chains that it has seen: ECDSA on P-256, made in
 * KMS, which never gives the private half away. Superiors hold nobody in custody and have none. The functions know a key by
 * its alias: an export that their stack imports would keep a station from being taken out of the deployment (ADR 0009). A
 * key whose station is taken out stays; what was signed by it can be verified for ever, the public half is kept with it.
 */
export class StationKeys extends Construct {
  /** What every key's alias is before the station's id; no other key's begins so. */
  readonly aliasPrefix: string;

  constructor(scope: Construct, id: string, { stage, stations }: StationKeysProps) {
    super(scope, id);
    this.aliasPrefix = `alias/${Stack.of(this).stackName}-station-`;
    for (const station of stations.filter(({ kind }) => kind === 'station'))
      new Key(this, station.id, {
        alias: this.aliasPrefix + station.id,
        description: `border815: ${station.id} signs by it`,
        keySpec: KeySpec.ECC_NIST_P256,
        keyUsage: KeyUsage.SIGN_VERIFY,
        removalPolicy: removalPolicy(stage),
      });
  }

  /** Lets a function sign for the stations, and hand out the public halves. */
  grantSign(grantee: IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['kms:Sign', 'kms:GetPublicKey'],
        resources: [Stack.of(this).formatArn({ service: 'kms', resource: 'key', resourceName: '*' })],
        // A key has no name of ours but its alias. Whoever may give aliases away is an administrator.
        conditions: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': `${this.aliasPrefix}*` } },
      }),
    );
  }
}
