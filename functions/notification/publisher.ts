/**
 * How messages leave the system. One port for both channels, so that a deployment without the cloud's own SMS can put a
 * provider of its own behind it. Each method resolves when the provider has taken the message over: publishing is not
 * delivery.
 */
export interface Publisher {
  /**
   * Publishes to everybody who belongs to the station's duty room.
   * @throws the provider's error; its name is what is kept of it
   */
  publishToTopic(stationId: string, message: TopicMessage, signal: AbortSignal): Promise<void>;
  /**
   * Sends an SMS to one telephone.
   * @throws the provider's error; its name is what is kept of it
   */
  sendSms(message: SmsMessage, signal: AbortSignal): Promise<void>;
}

/** A message to a whole station: the text goes to telephones and mailboxes alike, the subject to mailboxes. */
export interface TopicMessage {
  readonly deliveryId: string;
  readonly subject: string;
  readonly text: string;
}

/** An SMS to one telephone. */
export interface SmsMessage {
  /** Names this message and no other, so that a provider that gets it twice sends it once. No personal data. */
  readonly deliveryId: string;
  /** International, such as +8613900000000. */
  readonly telephone: string;
  readonly text: string;
}

/**
 * A provider gave no answer, or one that leaves open whether it took the message over: it may yet go out. Repeating it
 * might send it twice, so nobody does.
 */
export class OutcomeUnknownError extends Error {
  override readonly name: string = 'OutcomeUnknownError';
}
