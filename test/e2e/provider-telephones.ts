import { randomBytes } from 'node:crypto';

import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';

import type { OutboxMessage } from '#cli/demo/demo-system.ts';
import { SmsProviderStandIn } from '#test/support/sms-provider.ts';

import type { Telephones } from './telephones.ts';

const messageSchema = z.object({ to: z.string() });

/** What a network says of a telephone that is switched off. */
const NOT_REACHED = 422;
const KEY_BYTES = 32;

/** A provider of SMS on this machine, which the deployed functions post to, and the telephones behind it. */
export interface ProviderTelephones extends Telephones {
  /** Where it takes messages. */
  readonly url: string;
  /** Puts its key in the place of the one that the deployment made, as an administrator does. */
  giveKey(secretArn: string): Promise<void>;
}

/** Opens the provider; until it is given the key it refuses everything. */
export async function providerTelephones(): Promise<ProviderTelephones> {
  const provider = await SmsProviderStandIn.open([]);
  const unreachable = new Set<string>();
  const messages: OutboxMessage[] = [];
  provider.answer = ({ body }) => {
    const { to } = messageSchema.parse(JSON.parse(body));
    return unreachable.has(to) ? NOT_REACHED : undefined;
  };
  return {
    url: provider.url,
    giveKey: async (secretArn) => {
      const current = `whsec_${randomBytes(KEY_BYTES).toString('base64')}`;
      const SecretString = JSON.stringify({ current });
      await new SecretsManagerClient().send(new PutSecretValueCommand({ SecretId: secretArn, SecretString }));
      provider.keys = [current];
    },
    received: () => {
      for (const { to, text } of provider.messages.slice(messages.length))
        messages.push({ at: new Date().toISOString(), channel: 'sms', to, text });
      return Promise.resolve(messages);
    },
    setUnreachable: (telephone, isUnreachable) => {
      if (isUnreachable) unreachable.add(telephone);
      else unreachable.delete(telephone);
    },
    close: () => provider.close(),
  };
}
