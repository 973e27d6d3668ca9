import * as z from 'zod';

/** What is claimed goes out within ten seconds or not at all; a provider that is slower than this has not answered. */
const LONGEST_WAIT_MS = 8_000;
const SHORTEST_WAIT_MS = 500;
const WAIT_RULE = `must be whole milliseconds, from ${SHORTEST_WAIT_MS} to ${LONGEST_WAIT_MS}`;

const URL_RULE = 'must be an https address (http only on this machine) without user name or password';

const providerUrlSchema = z
  .url({ protocol: /^https?$/, error: URL_RULE })
  .refine((url) => !URL.canParse(url) || isAllowed(new URL(url)), URL_RULE);

/**
 * Who takes over the SMS. Telephone numbers and texts leave the deployment here and nowhere else, so that a partition
 * without the cloud's own SMS (aws-cn) puts a provider of its own behind the same port.
 */
export const smsProviderSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('sns') }).describe('Amazon SNS. Not available in aws-cn.'),
    z
      .strictObject({
        type: z.literal('http'),
        url: providerUrlSchema.describe(
          'Where messages are posted to, signed as Standard Webhooks by the key that the stateful stack makes.',
        ),
        timeoutMs: z
          .int({ error: WAIT_RULE })
          .min(SHORTEST_WAIT_MS, WAIT_RULE)
          .max(LONGEST_WAIT_MS, WAIT_RULE)
          .default(5_000)
          .describe('How long the provider has to take a message over, in milliseconds.'),
      })
      .describe('A provider, or the gateway of one, that is reached by HTTP.'),
    z
      .strictObject({ type: z.literal('capture') })
      .describe('A queue that end-to-end tests read in place of telephones. Stage dev only.'),
  ])
  .default({ type: 'sns' })
  .describe('Who takes over the SMS.');

/** Who takes over the SMS. */
export type SmsProvider = z.infer<typeof smsProviderSchema>;

/** Whether an address leads to this machine and no other. */
export function leadsToThisMachine(url: string): boolean {
  return /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/.test(new URL(url).hostname);
}

function isAllowed({ protocol, username, password, href }: URL): boolean {
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || leadsToThisMachine(href);
}
