/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { CfnParameter, Duration, Stack } from 'aws-cdk-lib/core';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  ClientAttributes,
  Mfa,
  StringAttribute,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';

import { roles } from '#platform/actor/actor.ts';
import { keepsRecords, removalPolicy, type Stage } from '#infra/stage.ts';

/** A token is good for an hour, a sign-in for a shift. */
const TOKEN_VALIDITY = Duration.hours(1);
const SHIFT = Duration.hours(12);

/** What a token must say to be taken: who issued it, and for whom. */
export interface TokenIssuer {
  readonly url: string;
  readonly audience: readonly string[];
}

/** What of the pool another stack looks up. */
type PublishedPart = 'issuer' | 'audience';

/** Longest officer or station id that a token carries. */
const MAX_ID_LENGTH = 40;

/**
 * The officers' accounts when the deployment has no identity provider of its own: made by an administrator, with a
 * second factor, one group per role, officer and station id as attributes that officers cannot change themselves. The
 * API takes the ID tokens, which carry them.
 */
export class OfficerPool extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: false,
      accountRecovery: AccountRecovery.NONE,
      customAttributes: { officer: idAttribute(), station: idAttribute() },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      deletionProtection: keepsRecords(stage),
      removalPolicy: removalPolicy(stage),
    });
    this.client = this.pool.addClient('Console', {
      generateSecret: false,
      // The second flow needs an administrator's AWS credentials: the first sign-ins, before there is a page for them.
      authFlows: { userSrp: true, adminUserPassword: true },
      disableOAuth: true,
      idTokenValidity: TOKEN_VALIDITY,
      accessTokenValidity: TOKEN_VALIDITY,
      refreshTokenValidity: SHIFT,
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
      readAttributes: new ClientAttributes().withCustomAttributes('officer', 'station'),
      writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
    });
    for (const role of roles)
      new CfnUserPoolGroup(this, `Group-${role}`, { userPoolId: this.pool.userPoolId, groupName: role });
    this.#publish('issuer', `https://${this.pool.userPoolProviderName}`);
    this.#publish('audience', this.client.userPoolClientId);
  }

  /**
   * The pool as the issuer of tokens, for use in another stack, which looks it up when it is deployed: an export that it
   * imports would keep the deployment from changing its identity provider (ADR 0009).
   */
  issuerFor(scope: Construct): TokenIssuer {
    return {
      url: this.#lookUp(scope, 'issuer').valueAsString,
      audience: [this.#lookUp(scope, 'audience').valueAsString],
    };
  }

  #lookUp(scope: Construct, what: PublishedPart): CfnParameter {
    return new CfnParameter(scope, `officers-${what}`, {
      type: 'AWS::SSM::Parameter::Value<String>',
      default: this.#parameterName(what),
      description: `${what} of the officers' tokens`,
    });
  }

  #publish(what: PublishedPart, stringValue: string): void {
    new StringParameter(this, `Parameter-${what}`, {
      parameterName: this.#parameterName(what),
      description: `border815: ${what} of the officers' tokens`,
      stringValue,
    });
  }

  #parameterName(what: PublishedPart): string {
    return `/${Stack.of(this).stackName}/officers/${what}`;
  }
}

/** Mutable, for administrators: an officer who moves to another station keeps the account. */
function idAttribute(): StringAttribute {
  return new StringAttribute({ mutable: true, minLen: 2, maxLen: MAX_ID_LENGTH });
}
