import type { Publisher, SmsMessage, TopicMessage } from '#functions/notification/publisher.ts';
import type { Clock } from '#platform/clock.ts';

/** A message that left the system. `to`: a telephone number, or the station whose topic it went to. */
export interface SentMessage {
  readonly at: Date;
  readonly channel: 'topic' | 'sms';
  readonly to: string;
  readonly text: string;
  readonly subject?: string;
}

/** The provider's refusal of a number, as its SDK would throw it. */
class InvalidParameterException extends Error {
  override readonly name = 'InvalidParameterException';
}

/** A publisher that keeps what it was given, and refuses the addressees in `refuses`. */
export class RecordingPublisher implements Publisher {
  readonly sent: SentMessage[] = [];
  /** Telephones, or stations of topics, that cannot be reached. */
  readonly refuses = new Set<string>();
  /** Called before a message counts as sent; what it throws is the provider's error. */
  before: (message: SentMessage) => Promise<void> | void = () => undefined;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  publishToTopic(stationId: string, { subject, text }: TopicMessage): Promise<void> {
    return this.#send({ at: this.#clock.now(), channel: 'topic', to: stationId, text, subject });
  }

  sendSms({ telephone, text }: SmsMessage): Promise<void> {
    return this.#send({ at: this.#clock.now(), channel: 'sms', to: telephone, text });
  }

  async #send(message: SentMessage): Promise<void> {
    await this.before(message);
    if (this.refuses.has(message.to)) throw new InvalidParameterException(`cannot reach ${message.to}`);
    this.sent.push(message);
  }
}
