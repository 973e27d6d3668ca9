import { errorName } from './error-name.ts';
import { OutcomeUnknownError, type Publisher, type SmsMessage, type TopicMessage } from './publisher.ts';

/** The log entry of a message that no provider took over for certain; operators are alarmed by it. */
export const UNDELIVERED_MESSAGE = 'message not taken over';

/** Where entries go. */
export interface UndeliveredLog {
  error(
    message: typeof UNDELIVERED_MESSAGE,
    entry: {
      readonly deliveryId: string;
      readonly channel: 'topic' | 'sms';
      readonly fault: string;
      readonly outcomeKnown: boolean;
    },
  ): void;
}

/**
 * Logs what a publisher does not get rid of. Officers read "telephone them" in the case; whoever operates the system has to
 * hear that a provider refuses or is silent. Entries hold ids and names of errors only.
 */
export class LoggedPublisher implements Publisher {
  readonly #publisher: Publisher;
  readonly #log: UndeliveredLog;

  constructor(publisher: Publisher, log: UndeliveredLog) {
    this.#publisher = publisher;
    this.#log = log;
  }

  async publishToTopic(stationId: string, message: TopicMessage, signal: AbortSignal): Promise<void> {
    const publishing = this.#publisher.publishToTopic(stationId, message, signal);
    await this.#logged('topic', message, publishing, signal);
  }

  async sendSms(message: SmsMessage, signal: AbortSignal): Promise<void> {
    await this.#logged('sms', message, this.#publisher.sendSms(message, signal), signal);
  }

  async #logged(
    channel: 'topic' | 'sms',
    { deliveryId }: Pick<SmsMessage, 'deliveryId'>,
    publishing: Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await publishing;
    } catch (error) {
      const outcomeKnown = !signal.aborted && !(error instanceof OutcomeUnknownError);
      this.#log.error(UNDELIVERED_MESSAGE, { deliveryId, channel, fault: errorName(error), outcomeKnown });
      throw error;
    }
  }
}
