import type { Actor } from '#platform/actor/actor.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import type { SightingReport } from '#functions/missing-person/requests/sighting-report.ts';

import { addSighting, type ToldSighting } from './add-sighting.ts';
import { requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import { changeCase, type CaseChange } from './case-change.ts';

/**
 * Reports that the person was seen. Additive: it never fails for a newer version of the case.
 * @throws ConflictError when nobody is searching any more
 */
export function reportSighting(
  platform: Platform,
  command: OfficerCommand,
  report: SightingReport,
): Promise<Reply> {
  return changeCase(platform, 'missingPerson.reportSighting', command, (state, at) => {
    requireStatus(state, 'searching');
    return withSighting(state, { ...report, source: 'officer' }, command.actor, at);
  });
}

/** The change of a command that is nothing but a sighting. */
export function withSighting(
  state: MissingPersonCase,
  told: ToldSighting,
  actor: Actor,
  at: Date,
  field?: string,
): CaseChange {
  const { sighting, replans, ...change } = addSighting(state, told, actor, at, field);
  return {
    ...change,
    event: { type: 'sightingReported', data: { ...sighting, replans } },
    answer: { sightingId: sighting.sightingId, replans },
    replyStatus: 201,
  };
}
