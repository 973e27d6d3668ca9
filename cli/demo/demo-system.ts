/** A message as a telephone or a mailbox received it. */
export interface OutboxMessage {
  readonly at: string;
  readonly channel: 'sms' | 'email';
  readonly to: string;
  readonly text: string;
  readonly subject?: string;
}

/** The running system as the demo sees it from outside: its address, a way to sign in, telephones, and a clock to turn. */
export interface DemoSystem {
  readonly url: string;
  /** Token of an invented officer, as the development issuer gives it. */
  tokenFor(officerId: string): Promise<string>;
  /** Everything received so far, oldest first. */
  messages(): readonly OutboxMessage[];
  /** Makes the next messages to this telephone fail, or arrive again. */
  setUnreachable(telephone: string, unreachable: boolean): void;
  /** The system's time. */
  now(): Date;
  /** Turns the clock; what falls due on the way happens. */
  advance(seconds: number): Promise<void>;
  /** Waits until everything that is under way has happened. */
  settle(): Promise<void>;
}
