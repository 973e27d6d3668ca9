import * as z from 'zod';

import { dateSchema } from '#functions/registry/model/identity-document.ts';
import { LONGEST_WAIT_SECONDS } from '#functions/registry/residents/view/read-changes.ts';

/** Each day costs a few reads for each station. */
const MOST_DAYS = 31;
const DAY_MS = 86_400_000;

/** Whose changes, after which number, and how many seconds to wait for one. */
export const changesQuestionSchema = z.strictObject({
  station: z.string().min(1).max(60),
  after: z.coerce.number().int().min(0).default(0),
  wait: z.coerce.number().int().min(0).max(LONGEST_WAIT_SECONDS).default(0),
});

/** From which day to which, Asia/Shanghai; absent: today. */
export const countsQuestionSchema = z
  .strictObject({ from: dateSchema.optional(), to: dateSchema.optional() })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    path: ['to'],
    message: 'from and to are given together, or neither',
  })
  .refine(
    ({ from = '', to = '' }) =>
      from === to || (from < to && Date.parse(to) - Date.parse(from) < MOST_DAYS * DAY_MS),
    { path: ['to'], message: `must not be before from, nor ${MOST_DAYS} days after it` },
  );
