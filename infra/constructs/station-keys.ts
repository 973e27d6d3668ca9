/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { CfnParameter, Stack, Tags } from 'aws-cdk-lib/core';
import { PolicyStatement, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';

import { removalPolicy, type Stage } from '#infra/stage.ts';
import type { Station } from '#platform/deployment/deployment.ts';

/** Tells the keys of one deployment's stations from any other key of the account. */
const TAG = 'border815-station-keys-of';

/** What the keys need. */
export interface StationKeysProps {
  readonly stage: Stage;
  readonly stations: readonly Station[];
}

/** The stations' keys, as functions of another stack sign by them. */
export interface SigningStations {
  /** Id of each station's key, as JSON: the variable `STATION_KEY_IDS`. */
  readonly keyIds: string;
  /** Lets a function sign for the stations, and hand out the public halves. */
  readonly grant: (grantee: IGrantable) => void;
}

/**
 * One key per station, by which it signs custody entries and the heads of chains that it has seen: ECDSA on P-256, made in
 * KMS, which never gives the private half away. Superiors hold nobody in custody and have none. A key whose station is
 * taken out of a deployment stays: what was signed by it can be verified for ever, the public half is kept with each entry.
 */
export class StationKeys extends Construct {
  readonly #parameterName: string;

  constructor(scope: Construct, id: string, { stage, stations }: StationKeysProps) {
    super(scope, id);
    this.#parameterName = `/${Stack.of(this).stackName}/stations/key-ids`;
    const keys = stations
      .filter(({ kind }) => kind === 'station')
      .map((station) => [station.id, this.#keyOf(station, stage)] as const);
    new StringParameter(this, 'Parameter', {
      parameterName: this.#parameterName,
      description: 'border815: by which key each station signs',
      stringValue: Stack.of(this).toJsonString(
        Object.fromEntries(keys.map(([station, key]) => [station, key.keyId])),
      ),
    });
  }

  /**
   * The keys for use in another stack, which looks them up when it is deployed: an export that it imports would keep a
   * station from being taken out of the deployment (ADR 0009).
   */
  signingIn(scope: Construct): SigningStations {
    const parameter = new CfnParameter(scope, 'StationKeyIds', {
      type: 'AWS::SSM::Parameter::Value<String>',
      default: this.#parameterName,
      description: 'by which key each station signs',
    });
    return { keyIds: parameter.valueAsString, grant: (grantee) => this.#grantSign(grantee) };
  }

  #grantSign(grantee: IGrantable): void {
    const keys = Stack.of(this).formatArn({ service: 'kms', resource: 'key', resourceName: '*' });
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['kms:Sign', 'kms:GetPublicKey'],
        resources: [keys],
        // By their tag: the other stack must not name them one by one. Whoever may tag keys is an administrator.
        conditions: { StringEquals: { [`aws:ResourceTag/${TAG}`]: this.#owner } },
      }),
    );
  }

  get #owner(): string {
    return Stack.of(this).stackName;
  }

  #keyOf({ id }: Station, stage: Stage): Key {
    const key = new Key(this, id, {
      description: `border815: ${id} signs by it`,
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: removalPolicy(stage),
    });
    Tags.of(key).add(TAG, this.#owner);
    return key;
  }
}
