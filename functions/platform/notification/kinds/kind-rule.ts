import type { CaseStatus } from '#platform/case/case-status.ts';

/** How one kind of notification behaves. */
export interface KindRule {
  /** Where the case must stand for it to go out: an alert dies with what it belongs to. */
  readonly goesOutWhile: readonly CaseStatus[];
  /** Whether each station has to acknowledge it, and its leg climbs the ladder until it does. Others only inform. */
  readonly acknowledged?: true;
}
