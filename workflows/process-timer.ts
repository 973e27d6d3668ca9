import type { LocalizedText } from '#platform/localized-text.ts';

/** A timer that ends a wait of a process: what its README shows beside the states, and what no definition can say. */
export interface ProcessTimer {
  /**
   * Where its length comes from, as a path in the deployment's configuration: `timers.missingPerson.reviewSeconds`, with
   * `[]` for each entry of a list. Absent where the record that is waited for has a deadline of its own.
   */
  readonly setting?: string;
  /** The state that is due when the timer has run out and nothing has come before; the process looks in between. */
  readonly leadsTo: string;
  /** What has happened, or has not, when it has run out. */
  readonly text: LocalizedText;
}

/** The timers of a process, by the state that waits for them. */
export type ProcessTimers = Readonly<Record<string, readonly ProcessTimer[]>>;
