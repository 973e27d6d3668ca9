import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import { type MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import type { Withdrawal } from '#functions/missing-person/requests/withdrawal.ts';

import { requireStatus, wakeAll, type OfficerCommand } from '#platform/case/case-change.ts';
import { changeCase, type CaseChange } from './case-change.ts';
import { endSearch } from './end-search.ts';

/**
 * Withdraws the report: the stations stand down.
 * @throws ConflictError when nobody is searching any more
 */
export function withdraw(platform: Platform, command: OfficerCommand, told: Withdrawal): Promise<Reply> {
  return changeCase(platform, 'missingPerson.withdraw', command, (state, at) =>
    decideWithdraw(state, told, at),
  );
}

function decideWithdraw(state: MissingPersonCase, told: Withdrawal, at: Date): CaseChange {
  requireStatus(state, 'searching');
  const withdrawal = { ...told, at: at.toISOString() };
  return {
    next: { ...endSearch(state, 'withdrawn', at), withdrawal },
    event: { type: 'withdrawn', data: withdrawal },
    effects: [wakeAll(state)],
  };
}
