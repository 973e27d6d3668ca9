import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { MissingPersonCase, Outcome } from '#functions/missing-person/model/missing-person-case.ts';
import type { Closure } from '#functions/missing-person/requests/closure.ts';

import { requireStatus, wakeAll, type OfficerCommand } from '#platform/case/case-change.ts';
import { changeCase, type CaseChange } from './case-change.ts';

/**
 * Closes a case for good: after the reunion, after a withdrawal, or after a find that nobody comes home from.
 * @throws ConflictError while the person is searched for, or is found safe and not yet brought home, or is found injured
 *   and no note says where they are cared for
 */
export function closeCase(platform: Platform, command: OfficerCommand, closure: Closure): Promise<Reply> {
  return changeCase(platform, 'missingPerson.close', command, (state, at) => decideClose(state, closure, at));
}

function decideClose(state: MissingPersonCase, { note }: Closure, at: Date): CaseChange {
  const outcome = outcomeOf(state, note);
  return {
    next: { ...state, status: 'closed', closedAt: at.toISOString(), outcome, awaiting: [] },
    event: { type: 'closed', data: { outcome, note } },
    effects: [wakeAll(state)],
    answer: { outcome },
  };
}

function outcomeOf(state: MissingPersonCase, note: string | undefined): Outcome {
  requireStatus(state, 'reunited', 'withdrawn', 'found');
  if (state.status === 'reunited') return 'reunited';
  if (state.withdrawal !== undefined) return state.withdrawal.reason;
  if (state.found?.condition === 'deceased') return 'foundDeceased';
  if (state.found?.condition === 'injured' && note !== undefined) return 'foundInjured';
  throw new ConflictError(
    'not-brought-home',
    state.found?.condition === 'injured'
      ? 'Say in a note where the injured person is cared for, or record the reunion first.'
      : 'The person is found safe: record the reunion first.',
  );
}
