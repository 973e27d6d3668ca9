import { InvalidRequestError } from '#platform/errors.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';

/**
 * Refuses a time that an officer tells of the end of custody, when it lies before the station began to hold the suspect: by
 * the loss of liberty, the receipt or a recapture, whichever came last.
 * @throws InvalidRequestError naming `at`
 */
export function requireSinceHeld({ legal, receipt, escapes }: TransferCase, told: string | undefined): void {
  const begun = [legal.deprivedOfLibertyAt, receipt?.at, ...escapes.map(({ recaptured }) => recaptured?.at)];
  const since = Math.max(...begun.filter((time) => time !== undefined).map((time) => Date.parse(time)));
  if (told === undefined || Date.parse(told) >= since) return;
  const message = `is before ${new Date(since).toISOString()}, from when your station has held the suspect`;
  throw new InvalidRequestError([{ field: 'at', message }]);
}
