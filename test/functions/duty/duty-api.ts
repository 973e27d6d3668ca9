import { dutyHandlers } from '#functions/duty/handlers.ts';
import { dutyRoutes } from '#functions/duty/routes.ts';
import { auditEntrySchema } from '#platform/audit/audit-entry.ts';
import { accessChain } from '#platform/audit/access-log.ts';
import { caseEventSchema } from '#platform/case/case-event.ts';
import type { Platform } from '#platform/platform.ts';
import { dutyBookKey, type Roster } from '#platform/roster/roster.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { apiCaller } from '#test/functions/platform/http/api-call.ts';
import { officer } from '#test/support/platform.ts';
import { exampleRosters } from '#test/support/rosters.ts';

/** The example roster of a station. */
export function exampleRoster(stationId: string): Roster {
  const roster = exampleRosters()[stationId];
  if (roster === undefined) throw new Error(`The example has no roster of ${stationId}.`);
  return roster;
}

export const administrator = {
  ...officer('liaison-centre', 'administrator'),
  officerId: 'admin-1',
};

/** The duty book's API on `platform`. */
export function dutyApi(platform: Platform) {
  return apiCaller(platform, dutyRoutes, dutyHandlers(platform));
}

/** Loads a station's example roster as the administrator does. */
export async function loadRoster(platform: Platform, stationId: string): Promise<void> {
  const answer = await dutyApi(platform)('replaceRoster', {
    actor: administrator,
    parameters: { stationId },
    json: exampleRoster(stationId),
    headers: { 'if-match': '"0"', 'idempotency-key': `load-${stationId}` },
  });
  if (answer.status !== 200) throw new Error(`The roster was not loaded: ${answer.text}`);
}

/** What a station's duty book has written down. */
export async function bookRecords(platform: Platform, stationId: string) {
  const { pk } = dutyBookKey(stationId);
  const events = await queryAll(platform.store, pk, 'EVENT#', caseEventSchema);
  const audit = await queryAll(platform.store, pk, 'AUDIT#', auditEntrySchema);
  return { events: events.map(({ body }) => body), audit: audit.map(({ body }) => body) };
}

/** Lookups and refusals written down for officers of `stationId` today. */
export async function accessEntries(platform: Platform, stationId: string) {
  const chain = accessChain(stationId, platform.clock.now().toISOString());
  const entries = await queryAll(platform.store, chain, 'ENTRY#', auditEntrySchema);
  return entries.map(({ body: { action, outcome, target, reason } }) => ({
    action,
    outcome,
    target,
    ...(reason === undefined ? {} : { reason }),
  }));
}
