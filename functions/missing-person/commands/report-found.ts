import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import { type MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import type { FindReport } from '#functions/missing-person/requests/find-report.ts';
import { requireStatus, wakeAll, type OfficerCommand } from '#platform/case/case-change.ts';
import { requirePast } from '#platform/command/require-past.ts';

import { changeCase, type CaseChange } from './case-change.ts';
import { endSearch } from './end-search.ts';

/**
 * Reports the person found. Anybody who works the case may, on whatever version they know: from this commit on no alert
 * goes out any more.
 * @throws ConflictError when nobody is searching any more
 */
export function reportFound(platform: Platform, command: OfficerCommand, report: FindReport): Promise<Reply> {
  return changeCase(platform, 'missingPerson.reportFound', command, (state, at) =>
    decideFound(state, report, command.actor, at),
  );
}

function decideFound(
  state: MissingPersonCase,
  report: FindReport,
  actor: OfficerActor,
  at: Date,
): CaseChange {
  requireStatus(state, 'searching');
  requirePast('at', report.at, at);
  const found = { ...report, at: report.at ?? at.toISOString(), by: recordActor(actor) };
  return {
    next: { ...endSearch(state, 'found', at), found },
    event: { type: 'found', data: found },
    effects: [wakeAll(state)],
  };
}
