import type { KindRule } from './kind-rule.ts';

/** What is said of a missing person's case. */
export const missingPersonKinds = {
  /** A person is missing: acknowledge at once. */
  missingPersonAlert: { goesOutWhile: ['searching'], acknowledged: true },
  /** A find turned out to be wrong: the search goes on, acknowledge at once. */
  missingPersonReopened: { goesOutWhile: ['searching'], acknowledged: true },
  /** Without a find after the configured time: the superior is called and must acknowledge. */
  superiorCalled: { goesOutWhile: ['searching'], acknowledged: true },
  /** A sighting came in and the search was planned anew. */
  searchReplanned: { goesOutWhile: ['searching'] },
  /** A review without news: the search was widened. */
  searchReviewed: { goesOutWhile: ['searching'] },
  /** The person was found, or the report withdrawn: stand down. */
  standDown: { goesOutWhile: ['found', 'reunited', 'withdrawn', 'closed'] },
  /** Found some time ago and not yet closed. */
  closeReminder: { goesOutWhile: ['found', 'reunited', 'withdrawn'] },
} as const satisfies Readonly<Record<string, KindRule>>;
