import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import type { Reunion } from '#functions/missing-person/requests/reunion.ts';
import { requireStatus, wakeProcess, type OfficerCommand } from '#platform/case/case-change.ts';
import { requirePast } from '#platform/command/require-past.ts';

import { changeCase, type CaseChange } from './case-change.ts';

/**
 * Records that a found person was brought home.
 * @throws ConflictError unless the person is found
 */
export function reunite(platform: Platform, command: OfficerCommand, reunion: Reunion): Promise<Reply> {
  return changeCase(platform, 'missingPerson.reunite', command, (state, at) =>
    decideReunite(state, reunion, at),
  );
}

function decideReunite(state: MissingPersonCase, told: Reunion, at: Date): CaseChange {
  requireStatus(state, 'found');
  requirePast('at', told.at, at);
  const reunion = { ...told, at: told.at ?? at.toISOString() };
  return {
    next: { ...state, status: 'reunited', reunion },
    event: { type: 'reunited', data: reunion },
    effects: [wakeProcess(state)],
  };
}
