import { OutcomeUnknownError, type Publisher, type SmsMessage, type TopicMessage } from '../publisher.ts';
import type { SmsSender } from './sms-sender.ts';

/** What the publisher is made of. */
export interface ProviderPublisherParts {
  /** Reaches the mailboxes of a station. */
  readonly topics: Pick<Publisher, 'publishToTopic'>;
  readonly sms: SmsSender;
  /** Telephones of a station's duty room. */
  readonly telephonesOf: (stationId: string) => readonly string[];
}

/**
 * The publisher of a deployment whose SMS go through a provider of its own: a station's topic has its mailboxes only, and
 * the telephones of its duty room are reached one by one.
 */
export class ProviderPublisher implements Publisher {
  readonly #parts: ProviderPublisherParts;

  constructor(parts: ProviderPublisherParts) {
    this.#parts = parts;
  }

  /**
   * Mailboxes and telephones at once. They are one delivery: when any of them fails it has failed, and nobody gets it
   * again, for whoever reads "telephone them" does.
   */
  async publishToTopic(stationId: string, message: TopicMessage, signal: AbortSignal): Promise<void> {
    const { topics, sms, telephonesOf } = this.#parts;
    const { deliveryId, text } = message;
    const outcomes = await Promise.allSettled([
      topics.publishToTopic(stationId, message, signal),
      ...telephonesOf(stationId).map((telephone, index) =>
        sms.send({ deliveryId: `${deliveryId}.${index + 1}`, telephone, text }, signal),
      ),
    ]);
    const faults = outcomes.flatMap((outcome): unknown[] =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    );
    if (faults.length === 0) return;
    // Where one was certainly not reached, the station was not, whatever became of the others.
    throw faults.find((fault) => !(fault instanceof OutcomeUnknownError)) ?? faults[0];
  }

  async sendSms(message: SmsMessage, signal: AbortSignal): Promise<void> {
    await this.#parts.sms.send(message, signal);
  }
}
