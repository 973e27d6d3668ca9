import { InvalidRequestError } from '#platform/errors.ts';

/** Clocks of telephones run this far ahead at most. */
const CLOCK_SLACK_MS = 5 * 60_000;

/** @throws InvalidRequestError naming `field` when the time has not come yet */
export function requirePast(field: string, time: string | undefined, at: Date): void {
  if (time === undefined || Date.parse(time) <= at.getTime() + CLOCK_SLACK_MS) return;
  throw new InvalidRequestError([{ field, message: 'lies in the future' }]);
}
