import { SNSClient } from '@aws-sdk/client-sns';

import { stationOf, type Deployment } from '#platform/deployment/deployment.ts';

import type { Publisher } from './publisher.ts';
import { CaptureSmsSender } from './sms/capture-sms-sender.ts';
import { HttpSmsSender } from './sms/http-sms-sender.ts';
import { ProviderPublisher } from './sms/provider-publisher.ts';
import { readSecret } from './sms/read-secret.ts';
import { SigningKeys } from './sms/signing-keys.ts';
import type { SmsSender } from './sms/sms-sender.ts';
import { SnsPublisher } from './sns-publisher.ts';
import type { SmsDestination } from './steps.environment.ts';

/** The log entry of a key that could not be read again: the one at hand serves on, and may be withdrawn by now. */
const STALE_KEYS = 'key of the SMS provider not read again';

/** Where that entry goes. */
interface StaleKeysLog {
  warn(message: typeof STALE_KEYS, entry: { readonly fault: string }): void;
}

/** The publisher of a deployment on AWS, by the function's environment. */
export function lambdaPublisher(
  deployment: Deployment,
  topicArnPrefix: string,
  destination: SmsDestination,
  log: StaleKeysLog,
): Publisher {
  const sns = lambdaTopicPublisher(deployment, topicArnPrefix);
  if (destination.type === 'sns') return sns;
  return new ProviderPublisher({
    topics: sns,
    sms: senderTo(destination, log),
    telephonesOf: (stationId) => stationOf(deployment, stationId).contacts.telephones,
  });
}

/** A publisher for functions that tell whole stations something, and send no SMS to anybody. */
export function lambdaTopicPublisher({ stations }: Deployment, topicArnPrefix: string): SnsPublisher {
  const topicArns = Object.fromEntries(stations.map(({ id }) => [id, topicArnPrefix + id]));
  return new SnsPublisher(snsClient(), topicArns);
}

/**
 * One attempt: a publication whose answer was lost may have gone out, and is not to go out twice. So each has a connection
 * of its own: a kept one is dead when a frozen function thaws, which shows only after sending.
 */
function snsClient(): SNSClient {
  // As many as there are messages: one that had to wait for another's connection would be given that.
  const agent = { keepAlive: false, maxSockets: Infinity };
  return new SNSClient({ maxAttempts: 1, requestHandler: { httpAgent: agent, httpsAgent: agent } });
}

function senderTo(destination: Exclude<SmsDestination, { type: 'sns' }>, log: StaleKeysLog): SmsSender {
  if (destination.type === 'capture') return new CaptureSmsSender(destination.queueUrl);
  const { url, timeoutMs, secretArn } = destination;
  const keys = new SigningKeys(
    () => readSecret(secretArn),
    () => performance.now(),
    (fault) => log.warn(STALE_KEYS, { fault }),
  );
  // Begun while the function starts. What fails now is tried again, and told, when there is something to send.
  keys.get().catch(() => undefined);
  return new HttpSmsSender({ url, timeoutMs, keys });
}
