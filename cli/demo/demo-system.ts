/** A message as a telephone or a mailbox received it. */
export interface OutboxMessage {
  readonly at: string;
  readonly channel: 'sms' | 'email';
  readonly to: string;
  readonly text: string;
  readonly subject?: string;
}

/** Something that the story waits for: whether it has come. */
export type Condition = () => boolean | Promise<boolean>;

/** The running system as the demo sees it from outside: its address, a way to sign in, telephones, and a clock to turn. */
export interface DemoSystem {
  readonly url: string;
  /** Token of an invented officer, as the deployment's identity provider gives it. */
  tokenFor(officerId: string): Promise<string>;
  /** Everything received so far, oldest first. */
  messages(): readonly OutboxMessage[];
  /** Makes the next messages to this telephone fail, or arrive again; absent where no telephone can be made to fail. */
  readonly setUnreachable?: (telephone: string, unreachable: boolean) => void;
  /** The system's time. */
  now(): Date;
  /**
   * Lets time pass; what falls due on the way happens. A clock that can be turned is turned by `seconds`; where it cannot,
   * the timers are shorter and time passes until `until` holds, or in vain.
   */
  advance(seconds: number, until?: Condition): Promise<void>;
  /** Waits until everything that is under way has happened. */
  settle(): Promise<void>;
}
