import { Stack } from 'aws-cdk-lib/core';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

import type { SmsDestination } from '#functions/notification/steps.environment.ts';
import type { SmsProvider } from '#platform/deployment/sms.ts';

import { CapturedSms } from './captured-sms.ts';
import type { SmsSigningKey } from './sms-signing-key.ts';
import type { StationTopics } from './station-topics.ts';

/** What the route is made from. */
export interface SmsRouteProps {
  readonly provider: SmsProvider;
  readonly topics: StationTopics;
  /** The provider's key, when it is reached by HTTP. */
  readonly signingKey: SmsSigningKey | undefined;
}

/** What depends on who takes over the SMS. */
interface Way {
  readonly destination: SmsDestination;
  readonly grantSend: (grantee: IGrantable) => void;
  readonly captured?: CapturedSms;
}

/** The way of an SMS out of the deployment: what the function that sends them is told, and what it may do for it. */
export class SmsRoute extends Construct {
  /** The function's variable `SMS_DESTINATION`. */
  readonly destination: string;
  /** In place of telephones, when the deployment captures what it sends. */
  readonly captured: CapturedSms | undefined;
  readonly #grantSend: Way['grantSend'];

  constructor(scope: Construct, id: string, props: SmsRouteProps) {
    super(scope, id);
    const { destination, captured, grantSend } = this.#way(props);
    this.destination = Stack.of(this).toJsonString(destination);
    this.captured = captured;
    this.#grantSend = grantSend;
  }

  /** Lets a function send SMS this way, and no other. */
  grantSend(grantee: IGrantable): void {
    this.#grantSend(grantee);
  }

  #way({ provider, topics, signingKey }: SmsRouteProps): Way {
    switch (provider.type) {
      case 'sns':
        return { destination: provider, grantSend: (grantee) => topics.grantSms(grantee) };
      case 'http': {
        if (signingKey === undefined) throw new Error('The SMS provider has no key to sign by.');
        const secretArn = signingKey.arnFor(Stack.of(this));
        return {
          destination: { ...provider, secretArn },
          grantSend: (grantee) => signingKey.grantRead(grantee, secretArn),
        };
      }
      case 'capture': {
        const captured = new CapturedSms(this, 'Captured');
        return {
          destination: { type: 'capture', queueUrl: captured.queue.queueUrl },
          grantSend: (grantee) => captured.grantSend(grantee),
          captured,
        };
      }
      default:
        return provider satisfies never;
    }
  }
}
