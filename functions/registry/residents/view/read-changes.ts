import * as z from 'zod';

import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { feedEntrySchema, feedHead } from '#functions/registry/store/feed.ts';
import { feedKey } from '#functions/registry/store/keys.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { authorizeInPartnership } from '#platform/authorization/authorize.ts';
import { partnershipOf } from '#platform/deployment/deployment.ts';
import { InvalidRequestError } from '#platform/errors.ts';

/** A subscriber sees a change within a second: one read of the head each quarter of it. */
const LOOK_AGAIN_MS = 250;
/** Entries are read by their numbers, at once; this many hold the answer small. */
const MOST_ENTRIES = 100;

/** Longest wait, in seconds: the HTTP API gives up at 30. */
export const LONGEST_WAIT_SECONDS = 20;

/** Lets time pass; tests turn their clock instead. */
export type Pause = (milliseconds: number) => Promise<void>;

/** Whose changes are asked for, from which number on, and how long to wait for one. */
export interface ChangesQuestion {
  readonly station: string;
  readonly after: number;
  readonly wait: number;
}

/** Changes of a station's residents, the oldest first; ids only. */
export const changesViewSchema = z.object({
  station: z.string(),
  /** The number of the newest change there is. */
  head: z.int().min(0),
  changes: z.array(feedEntrySchema),
  /** Ask for those after this one next. */
  next: z.int().min(0),
});

/**
 * What a station has shared after a number; when there is nothing yet it waits for it. Numbers are dense: who asks with `next`
 * each time misses nothing, and gets nothing twice.
 * @throws InvalidRequestError for a station that is none of the partnership
 */
export async function readChanges(
  platform: RegistryPlatform,
  actor: OfficerActor,
  partnershipId: string,
  { station, after, wait }: ChangesQuestion,
  pause: Pause,
): Promise<z.infer<typeof changesViewSchema>> {
  await authorizeInPartnership(platform, actor, 'registry.readChanges', partnershipId);
  const { stations } = partnershipOf(platform.deployment, partnershipId);
  if (!stations.includes(station))
    throw new InvalidRequestError([
      { field: 'query.station', message: `must be one of ${stations.join(', ')}` },
    ]);
  const until = platform.clock.now().getTime() + wait * 1000;
  let head = await feedHead(platform.store, partnershipId, station);
  while (head <= after && platform.clock.now().getTime() < until) {
    await pause(LOOK_AGAIN_MS);
    head = await feedHead(platform.store, partnershipId, station);
  }
  const count = Math.max(Math.min(head - after, MOST_ENTRIES), 0);
  const entries = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      platform.store.get(feedKey(partnershipId, station, after + index + 1), feedEntrySchema),
    ),
  );
  const changes = entries.flatMap((entry) => entry?.body ?? []);
  return { station, head, changes, next: changes.at(-1)?.sequence ?? after };
}
