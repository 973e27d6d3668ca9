import type { SmsMessage } from '../publisher.ts';

/** A provider of SMS and nothing else, for deployments whose telephones are not reached by SNS. */
export interface SmsSender {
  /**
   * Resolves when the provider has taken the message over.
   * @throws OutcomeUnknownError when it may have; any other error when it has not
   */
  send(message: SmsMessage, signal: AbortSignal): Promise<void>;
}
