import * as z from 'zod';

import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { feedEntrySchema, feedHead } from '#functions/registry/store/feed.ts';
import { feedKey } from '#functions/registry/store/keys.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { authorizeInPartnership } from '#platform/authorization/authorize.ts';
import { addSeconds } from '#platform/clock.ts';
import { partnershipOf } from '#platform/deployment/deployment.ts';
import { shanghaiDay } from '#platform/messages/shanghai-time.ts';

const DAY_SECONDS = 86_400;

/** How much the stations of a partnership have shared. */
export const exchangeCountsSchema = z.object({
  /** Asia/Shanghai. */
  from: z.iso.date(),
  to: z.iso.date(),
  stations: z.array(
    z.object({
      stationId: z.string(),
      /** Since the registry began. */
      total: z.int().min(0),
      days: z.array(z.object({ day: z.iso.date(), items: z.int().min(0) })),
    }),
  ),
});

/** How many items the stations have shared, in all and on each day from `from` to `to`, both Asia/Shanghai and inclusive. */
export async function exchangeCounts(
  platform: RegistryPlatform,
  actor: OfficerActor,
  partnershipId: string,
  { from, to = from }: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<z.infer<typeof exchangeCountsSchema>> {
  await authorizeInPartnership(platform, actor, 'registry.readChanges', partnershipId);
  const last = to ?? shanghaiDay(platform.clock.now());
  const first = from ?? last;
  const days = daysBetween(first, last);
  const { stations } = partnershipOf(platform.deployment, partnershipId);
  return {
    from: first,
    to: last,
    stations: await Promise.all(
      stations.map(async (stationId) => {
        const total = await feedHead(platform.store, partnershipId, stationId);
        const before = await Promise.all(
          [...days, dayAfter(last)].map((day) =>
            sharedBefore(platform, partnershipId, stationId, total, day),
          ),
        );
        const counts = days.map((day, index) => ({
          day,
          items: Math.max((before[index + 1] ?? 0) - (before[index] ?? 0), 0),
        }));
        return { stationId, total, days: counts };
      }),
    ),
  };
}

/** How many of a station's changes are from before a day: they are in order of time, so a few are looked at, not all. */
async function sharedBefore(
  { store }: RegistryPlatform,
  partnershipId: string,
  stationId: string,
  total: number,
  day: string,
): Promise<number> {
  let [low, high] = [0, total];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const entry = await store.get(feedKey(partnershipId, stationId, middle), feedEntrySchema);
    if (entry !== undefined && shanghaiDay(new Date(entry.body.at)) < day) low = middle;
    else high = middle - 1;
  }
  return low;
}

function dayAfter(day: string): string {
  return addSeconds(new Date(`${day}T00:00:00Z`), DAY_SECONDS)
    .toISOString()
    .slice(0, 10);
}

function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = dayAfter(day)) days.push(day);
  return days;
}
