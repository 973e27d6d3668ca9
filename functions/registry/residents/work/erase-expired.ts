import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import type { Resident, ResidentDetails } from '#functions/registry/model/resident.ts';
import { erasure } from '#functions/registry/residents/commands/erase-resident.ts';
import { stationResidents } from '#functions/registry/store/keys.ts';
import { changeResident } from '#functions/registry/store/resident-command.ts';
import { keptResidentSchema, loadResident } from '#functions/registry/store/resident-record.ts';
import { workWrite } from '#functions/registry/store/work-store.ts';
import type { Work } from '#functions/registry/work/work.ts';
import { addSeconds } from '#platform/clock.ts';
import { ConflictError, NotFoundError } from '#platform/errors.ts';
import { sha256 } from '#platform/ids.ts';
import { ConditionFailedError } from '#platform/store/item-store.ts';

type ErasingWork = Extract<Work, { type: 'eraseExpired' }>;

const DAY_SECONDS = 86_400;
/** Residents of one piece of work: seconds of it. */
const PAGE = 100;

/**
 * Erases a page of a station's residents who left longer ago than records are kept, and makes the next page due. Nobody is asked
 * first: the limit is the law's, not the chief's, and each erasure stands in the station's feed and in its own chain. Whose hit is
 * open stays until officers have decided; the next day comes to them again.
 */
export async function eraseExpired(platform: RegistryPlatform, work: ErasingWork): Promise<void> {
  const { partnershipId, stationId, day, after } = work;
  const lastDay = keptSince(day, platform.deployment.registry.retention.daysAfterLeaving);
  const page = await platform.store.queryIndex(
    'gsi1',
    stationResidents(partnershipId, stationId),
    keptResidentSchema,
    { limit: PAGE, ...(after === undefined ? {} : { cursor: after }) },
  );
  for (const { body } of page.items) {
    const opened = await loadResident(platform, partnershipId, body.residentId);
    if (opened !== undefined && hasLeftBefore(opened.resident.details, lastDay))
      await eraseLapsed(platform, opened.resident, lastDay);
  }
  if (page.cursor !== undefined) await makeDue(platform, { ...work, after: page.cursor });
}

/** Whether somebody lived here, and left before that day. Whose residence is not known is not known to have left. */
export function hasLeftBefore({ registrations }: ResidentDetails, day: string): boolean {
  return registrations.length > 0 && registrations.every(({ to }) => to !== undefined && to < day);
}

async function eraseLapsed(
  platform: RegistryPlatform,
  { partnershipId, residentId }: Resident,
  lastDay: string,
): Promise<void> {
  try {
    await changeResident(platform, {
      actor: { kind: 'system', process: 'registry-retention' },
      action: 'registry.erase',
      partnershipId,
      residentId,
      // They may have come back at this moment.
      decide: (now) =>
        hasLeftBefore(now.details, lastDay)
          ? erasure(platform.store, now, { ground: 'leftLongAgo' })
          : undefined,
    });
  } catch (error) {
    const isLeft =
      error instanceof NotFoundError || (error instanceof ConflictError && error.slug === 'open-hits');
    if (!isLeft) throw error;
  }
}

/** The next page, once: its name follows from where it begins. */
async function makeDue({ store, clock }: RegistryPlatform, work: ErasingWork): Promise<void> {
  const { partnershipId, stationId, day, after = '' } = work;
  try {
    const name = `retention.${partnershipId}.${stationId}.${day}.${sha256(after).slice(0, 32)}`;
    await store.transact([workWrite(work, clock.now(), name)]);
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
  }
}

function keptSince(day: string, days: number): string {
  return addSeconds(new Date(`${day}T00:00:00Z`), -days * DAY_SECONDS)
    .toISOString()
    .slice(0, 10);
}
