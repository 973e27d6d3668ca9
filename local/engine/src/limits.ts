import { InterpreterError } from './errors.ts';

// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html

/** Events that the history of an execution can hold; the last is the one that ends it. */
export const MAXIMUM_EVENTS = 25_000;

/** Bytes of UTF-8 that an input or output can have. */
export const MAXIMUM_PAYLOAD_BYTES = 262_144;

/** Whether a JSON text is longer than a payload may be. */
export function isTooLarge(text: string): boolean {
  // No character takes more than three bytes for each of its UTF-16 units, so most texts need not be counted.
  return text.length * 3 > MAXIMUM_PAYLOAD_BYTES && Buffer.byteLength(text, 'utf8') > MAXIMUM_PAYLOAD_BYTES;
}

/** The failure of a state whose payload is longer than it may be. */
export function payloadTooLarge(stateName: string): InterpreterError {
  return new InterpreterError(
    'States.DataLimitExceeded',
    `The state/task '${stateName}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
