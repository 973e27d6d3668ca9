import * as z from 'zod';

import type { OutboxMessage } from '#cli/demo/demo-system.ts';

import type { Telephones } from './telephones.ts';

const textsSchema = z.object({
  sms_messages: z.record(z.string(), z.array(z.object({ MessageId: z.string(), Message: z.string() }))),
});

/** What the emulator took for telephones: it keeps each text, though not its time. */
export function emulatorTelephones(endpoint: string): Telephones {
  const messages = new Map<string, OutboxMessage>();
  return {
    received: async () => {
      const response = await fetch(new URL('/_ministack/sns/sms-messages', endpoint));
      const { sms_messages: byTelephone } = textsSchema.parse(await response.json());
      for (const [to, texts] of Object.entries(byTelephone))
        for (const { MessageId, Message } of texts)
          if (!messages.has(MessageId))
            messages.set(MessageId, { at: new Date().toISOString(), channel: 'sms', to, text: Message });
      return [...messages.values()];
    },
    close: () => Promise.resolve(),
  };
}
