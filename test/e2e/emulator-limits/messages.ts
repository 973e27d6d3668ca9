import { randomUUID } from 'node:crypto';

import {
  CreateTopicCommand,
  DeleteTopicCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';

import { emulatorTelephones } from '../emulator-telephones.ts';
import type { EmulatorLimit } from './limit.ts';

/** A number that no network has: AWS refuses it as an invalid parameter. */
const NO_TELEPHONE = '+12';

async function refusesWhatIsNoTelephone(): Promise<boolean> {
  try {
    await new SNSClient().send(new PublishCommand({ PhoneNumber: NO_TELEPHONE, Message: 'limit' }));
    return false;
  } catch {
    return true;
  }
}

/** Whether a telephone that subscribed to a topic is seen to receive what is published to it. */
async function telephonesOfTopicsAreSeen(): Promise<boolean> {
  const sns = new SNSClient();
  const text = randomUUID();
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: `limit-${text}` }));
  try {
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sms', Endpoint: '+8613900000999' }));
    await sns.send(new PublishCommand({ TopicArn, Message: text }));
    const received = await emulatorTelephones(process.env['AWS_ENDPOINT_URL'] ?? '').received();
    return received.some((message) => message.text === text);
  } finally {
    await sns.send(new DeleteTopicCommand({ TopicArn }));
  }
}

/** What its SNS cannot. */
export const messageLimits: readonly EmulatorLimit[] = [
  {
    what: 'refuses an SMS, whatever the number',
    instead:
      'the telephone out of reach is one of the SMS provider behind HTTP, which the first deployed version uses; the upgraded version uses SNS',
    canByNow: refusesWhatIsNoTelephone,
  },
  {
    what: 'shows what a telephone or mailbox received that subscribed to a topic',
    instead: 'a queue subscribes too, and stands for the telephones and mailboxes that the topic lists',
    canByNow: telephonesOfTopicsAreSeen,
  },
];
