import * as z from 'zod';

import { machineSchema } from '#platform/outbox/effect.ts';

/** A JSON text in an environment variable. */
export function json<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

/** Environment of every function that reads or writes records. */
export const tableEnvironment = z.object({ TABLE_NAME: z.string().min(1) });

/** Environment of the functions that read or write the resident registry. */
export const registryEnvironment = tableEnvironment.extend({
  REGISTRY_TABLE_NAME: z.string().min(1),
  PERSON_KEYS_TABLE_NAME: z.string().min(1),
  /** The key that wraps what wraps the persons' keys. */
  MASTER_KEY_ARN: z.string().min(1),
});

/**
 * Environment of the functions that publish: what every station's topic ARN is before the station's id. A list of them would
 * outgrow the 4 KB that a function's variables may have near thirty stations.
 */
export const topicEnvironment = z.object({ TOPIC_ARN_PREFIX: z.string().min(1) });

/** Environment of the functions that start executions: state machine ARN by machine. */
export const machineEnvironment = z.object({
  MACHINE_ARNS: json(z.record(machineSchema, z.string().min(1))),
});

/** Environment of the functions that sign for stations: what every key's alias is before the station's id. */
export const stationKeyEnvironment = z.object({ STATION_KEY_ALIAS_PREFIX: z.string().min(1) });

/** Environment of the functions that sign photo addresses. */
export const photoEnvironment = z.object({ PHOTO_BUCKET: z.string().min(1) });

/** Environment of the functions that exchange files of residents and notices with stations. */
export const exchangeEnvironment = z.object({ EXCHANGE_BUCKET: z.string().min(1) });

/** Environment of the functions that give up an outbox row. */
export const deadLetterEnvironment = z.object({ DEAD_LETTER_QUEUE_URL: z.url() });

/**
 * The environment of this function, checked once at the cold start.
 * @throws Error naming the variable that is missing or wrong
 */
export function readEnvironment<T extends z.ZodType>(schema: T): z.output<T> {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The function's environment is wrong: ${faults.join('; ')}`);
}
