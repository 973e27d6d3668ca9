import type { CaseAction } from '#platform/authorization/permission-table.ts';
import * as cases from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';

import {
  missingPersonCaseSchema,
  type MissingPersonCase,
} from '#functions/missing-person/model/missing-person-case.ts';

/** What a command on a missing person's case comes to. */
export type CaseChange = cases.CaseChange<MissingPersonCase>;

/**
 * Runs an officer's command on a missing person's case; see `runCaseCommand` for what it throws.
 * @throws ConflictError when `decide` finds nothing to do
 */
export function changeCase(
  platform: Platform,
  action: CaseAction,
  command: cases.OfficerCommand,
  decide: cases.Decide<MissingPersonCase>,
): Promise<Reply> {
  return cases.changeCase(platform, missingPersonCaseSchema, action, command, decide);
}

/** @throws ConflictError `wrong-status` when the case is closed */
export function requireNotClosed(state: MissingPersonCase): void {
  cases.requireStatus(state, 'searching', 'found', 'reunited', 'withdrawn');
}
