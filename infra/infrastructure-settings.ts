import * as z from 'zod';

/** Retention periods that CloudWatch Logs knows, in days. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const retentionSchema = z.literal(retentionDays, {
  error: `must be one of the periods that CloudWatch Logs knows: ${retentionDays.join(', ')} days`,
});

/** A token bucket of the gateway: what is refilled each second, and how much it holds. */
const throttleSchema = z.strictObject({
  ratePerSecond: z.number().positive().max(10_000),
  burst: z.int().min(1).max(5_000),
});

/** A token bucket of the gateway. */
export type Throttle = z.infer<typeof throttleSchema>;

/** What only the deployment of the stacks needs to know; the functions never see it. */
export const infrastructureSettingsSchema = z.strictObject({
  /** The partnerships' geography (GeoJSON), relative to the deployment file. */
  geography: z.string().min(1),
  /** Who is told by the alarms. An alarm that nobody reads is none, so there is at least one. */
  alarmEmails: z.array(z.email()).min(1),
  /** Logs of the functions and state machines. */
  logRetentionDays: retentionSchema,
  /** The gateway's access log, which counts what the authorizer refused. */
  accessLogRetentionDays: retentionSchema,
  /** Photos of missing persons are deleted this many days after their upload. */
  photoRetentionDays: z.int().min(1).max(3_653),
  /** Each route has a bucket of its own; these are its sizes by what the route is for. */
  throttling: z.strictObject({
    officerRead: throttleSchema,
    officerChange: throttleSchema,
    public: throttleSchema,
  }),
  /** Certificate for the host of `publicBaseUrl`; without it that name must be led to the API in another way. */
  certificateArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:acm:[^:]+:\d{12}:certificate\/.+$/, 'must be the ARN of an ACM certificate')
    .optional(),
});

/** What only the deployment of the stacks needs to know. */
export type InfrastructureSettings = z.infer<typeof infrastructureSettingsSchema>;
