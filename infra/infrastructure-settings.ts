import * as z from 'zod';

/** Retention periods that CloudWatch Logs knows, in days. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const retentionSchema = z.literal(retentionDays, {
  error: `must be one of the periods that CloudWatch Logs knows: ${retentionDays.join(', ')} days`,
});

const throttleSchema = z.strictObject({
  ratePerSecond: z.number().positive().max(10_000).describe('Requests that are refilled each second.'),
  burst: z.int().min(1).max(5_000).describe('Requests that the bucket holds.'),
});

/** A token bucket of the gateway. */
export type Throttle = z.infer<typeof throttleSchema>;

/** What only the deployment of the stacks needs to know; the functions never see it. */
export const infrastructureSettingsSchema = z.strictObject({
  geography: z
    .string()
    .min(1)
    .describe('The partnerships’ geography (GeoJSON), as a path relative to this file.'),
  alarmEmails: z
    .array(z.email())
    .min(1)
    .describe('Who is told by the alarms. An alarm that nobody reads is none, so there is at least one.'),
  logRetentionDays: retentionSchema.describe('How long logs of the functions and state machines are kept.'),
  accessLogRetentionDays: retentionSchema.describe(
    'How long the gateway’s access log is kept, which counts what the authorizer refused.',
  ),
  photoRetentionDays: z
    .int()
    .min(1)
    .max(3_653)
    .describe('Photos of missing persons are deleted this many days after their upload.'),
  throttling: z
    .strictObject({ officerRead: throttleSchema, officerChange: throttleSchema, public: throttleSchema })
    .describe('Each route has a token bucket of its own; these are its sizes by what the route is for.'),
  lookAgainSeconds: z
    .int()
    .min(1)
    .max(3_600)
    .optional()
    .describe(
      'Seconds after which every waiting process looks again, instead of exactly when it is due: for engines that take no expression as a TimeoutSeconds. Each look costs state transitions, so nothing else should set it.',
    ),
  certificateArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:acm:[^:]+:\d{12}:certificate\/.+$/, 'must be the ARN of an ACM certificate')
    .optional()
    .describe(
      'Certificate for the host of publicBaseUrl; without it that name must be led to the API in another way.',
    ),
});

/** What only the deployment of the stacks needs to know. */
export type InfrastructureSettings = z.infer<typeof infrastructureSettingsSchema>;
