import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import * as z from 'zod';

import { severitySchema } from '#platform/deployment/deployment.ts';

import { repository } from './shell.ts';

/** Half of it is longer than a message may take to go out, or the reminder would come with the alert. */
const LADDER_SECONDS = 22;
const REVIEW_SECONDS = 60;
/** Nothing waits for these: so long after the story's end that they never come. */
const SUPERIOR_SECONDS = 1800;

const timersSchema = z.looseObject({
  ladder: z.array(z.looseObject({ limitSeconds: z.record(severitySchema, z.number()) })),
  missingPerson: z.looseObject({ reviewSeconds: z.number(), superiorAfterSeconds: z.number() }),
});
const fileSchema = z.looseObject({
  timers: timersSchema,
  infrastructure: z.looseObject({ geography: z.string() }),
});

/** What a deployment of the suite has other than the example has. */
export interface E2eDeployment {
  /** `sms` of the deployment file. */
  readonly sms: object;
  /** `infrastructure.lookAgainSeconds`; absent where the engine takes expressions. */
  readonly lookAgainSeconds: number | undefined;
  /** Days that logs are kept: an upgraded version keeps them longer. */
  readonly logRetentionDays: number;
}

/** Shortens the timers of a deployment file, so that a night's escalation takes a minute, and says who takes the SMS. */
export function prepareDeployment(path: string, { sms, lookAgainSeconds, logRetentionDays }: E2eDeployment) {
  const file = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const { timers } = file;
  for (const level of timers.ladder)
    level.limitSeconds = { critical: LADDER_SECONDS, urgent: LADDER_SECONDS, normal: LADDER_SECONDS };
  timers.missingPerson.reviewSeconds = REVIEW_SECONDS;
  timers.missingPerson.superiorAfterSeconds = SUPERIOR_SECONDS;
  const infrastructure = {
    ...file.infrastructure,
    // The copy lies elsewhere than the example, which names the file beside it.
    geography: resolve(repository, 'config', file.infrastructure.geography),
    logRetentionDays,
    ...(lookAgainSeconds === undefined ? {} : { lookAgainSeconds }),
  };
  writeFileSync(path, `${JSON.stringify({ ...file, sms, timers, infrastructure }, undefined, 2)}\n`);
}
