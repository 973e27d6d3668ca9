import * as z from 'zod';

import { json, tableEnvironment, topicEnvironment } from '#platform/lambda/environment.ts';

/** Where SMS go: the deployment's provider, with what the stacks made for it. */
const smsDestinationSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('sns') }),
  z.object({
    type: z.literal('http'),
    url: z.url(),
    timeoutMs: z.int().positive(),
    /** The secret with the keys by which requests are signed. */
    secretArn: z.string().min(1),
  }),
  z.object({ type: z.literal('capture'), queueUrl: z.url() }),
]);

/** Where SMS go. */
export type SmsDestination = z.infer<typeof smsDestinationSchema>;

/** Environment of the steps of state machine `notify`. */
export const stepsEnvironment = tableEnvironment.extend({
  ...topicEnvironment.shape,
  SMS_DESTINATION: json(smsDestinationSchema),
});
