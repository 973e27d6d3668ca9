import { requirePast } from '#platform/command/require-past.ts';
import { recordActor } from '#platform/actor/actor.ts';
import { notifying, requireStatus, stationsOf, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import type { LocationReport } from '#functions/investigation/requests/location-report.ts';

import { changeContent } from './investigation-change.ts';
import { readableLeads, requireLeads } from './readable-leads.ts';

/**
 * Reports where the suspect is, or that they are elsewhere now: both stations must acknowledge.
 * @throws ConflictError unless both stations investigate
 * @throws InvalidRequestError when it names a lead that the officer may not read, or lies in the future
 */
export function reportLocation(
  platform: Platform,
  command: OfficerCommand,
  report: LocationReport,
): Promise<Reply> {
  const { actor, caseId } = command;
  return changeContent(platform, 'investigation.reportLocation', command, async (state, at) => {
    requireStatus(state, 'investigating', 'located');
    requirePast('at', report.at, at);
    requireLeads(await readableLeads(platform, caseId, actor), report.leadIds, 'leadIds');
    const location = { ...report, at: report.at ?? at.toISOString(), by: recordActor(actor) };
    return notifying(
      {
        next: { ...state, status: 'located', location },
        event: { type: 'located', data: location },
      },
      [{ kind: 'suspectLocated', stationIds: stationsOf(state), toTopic: true, acknowledgedBy: actor }],
      at,
    );
  });
}
