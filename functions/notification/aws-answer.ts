import { errorName } from './error-name.ts';
import { OutcomeUnknownError } from './publisher.ts';

/** AWS gave no answer, or failed while it dealt with the request: it may have taken the message over. */
class AwsOutcomeUnknownError extends OutcomeUnknownError {
  override readonly name: string;

  constructor(cause: unknown) {
    super('AWS did not say that it refuses the message.', { cause });
    this.name = errorName(cause);
  }
}

/**
 * Waits for the answer to a message that was given to AWS.
 * @throws the service's own error when it refused the message (4xx): it has certainly not gone out
 * @throws OutcomeUnknownError, under the name of its cause, after anything else: a cut connection, a timeout, a 5xx
 */
export async function awaitAwsAnswer(answer: Promise<unknown>): Promise<void> {
  try {
    await answer;
  } catch (error) {
    throw isRefusal(error) ? error : new AwsOutcomeUnknownError(error);
  }
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !('$metadata' in error)) return false;
  const { $metadata: metadata } = error;
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined;
  return typeof status === 'number' && status >= 400 && status < 500;
}
