/**
 * How messages leave the system. One port for both channels, so that a deployment without the cloud's own SMS can put a
 * provider of its own behind it. Each method resolves when the provider has taken the message over: publishing is not
 * delivery.
 */
export interface Publisher {
  /**
   * Publishes to everybody who subscribed to the station's topic.
   * @throws the provider's error; its name is what is kept of it
   */
  publishToTopic(stationId: string, message: TopicMessage, signal: AbortSignal): Promise<void>;
  /**
   * Sends an SMS to one telephone.
   * @throws the provider's error; its name is what is kept of it
   */
  sendSms(telephone: string, text: string, signal: AbortSignal): Promise<void>;
}

/** A message to a whole station: the text goes to telephones and mailboxes alike, the subject to mailboxes. */
export interface TopicMessage {
  readonly subject: string;
  readonly text: string;
}
