import * as z from 'zod';

import type { OutboxMessage } from '#cli/demo/demo-system.ts';

import type { Telephones } from './telephones.ts';
import { drain, queueClient } from './topic-telephones.ts';

const smsSchema = z.object({ to: z.string(), text: z.string() });

/** The queue in which a deployment with the capturing provider puts its SMS. */
export function capturedTelephones(queueUrl: string): Telephones {
  const sqs = queueClient();
  const messages: OutboxMessage[] = [];
  return {
    received: async () => {
      for (const body of await drain(sqs, queueUrl)) {
        const sms = smsSchema.parse(JSON.parse(body));
        messages.push({ at: new Date().toISOString(), channel: 'sms', ...sms });
      }
      return messages;
    },
    close: () => {
      sqs.destroy();
      return Promise.resolve();
    },
  };
}
