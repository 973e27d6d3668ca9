/**
 * A finding of a template checker that stays, with the reason. `npm run check:templates` fails for a finding that nothing
 * here accepts, and for an acceptance that meets no finding any more.
 */
export interface AcceptedFinding {
  /** As the checker names it. */
  readonly rule: string;
  /** Constructs as `stateful/Photos/Bucket`; an asterisk stands for any one name, or part of it. */
  readonly on: readonly string[];
  /** Which of several findings of that rule on one resource; default: all of them. */
  readonly detail?: RegExp;
  /** What an auditor is told: why it stays, and what stands in its place. */
  readonly reason: string;
}
