import type { ImportLine } from '#functions/registry/exchange/model/import-line.ts';
import type { ImportProgress } from '#functions/registry/exchange/model/import-progress.ts';
import type { ImportRecord } from '#functions/registry/exchange/model/import-record.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import type { FeedEntry } from '#functions/registry/store/feed.ts';
import type { Write } from '#platform/store/item-store.ts';

import { decideLine, type LineDecision } from './decide-line.ts';

/** DynamoDB takes 100 writes in a transaction; three are the import's own state, its progress, and the head of the feed. */
const MOST_WRITES = 97;
/** With less room than this left nobody who is new fits in: record, event, audit entry, key, document, birth date, feed. */
const LEAST_ROOM = 7;
/** People who are decided on at once: as many as fit into a transaction if they are new, at about twelve writes each. */
const WINDOW = 8;
/** A batch ends here even if it writes little, so that progress shows. */
const MOST_LINES = 256;

/** What one transaction does of a part, beside the import's own state. */
export interface Batch {
  /** Progress after it. */
  readonly next: ImportProgress;
  readonly writes: readonly Write[];
  /** What the station's feed gets of it. */
  readonly changes: readonly Omit<FeedEntry, 'sequence' | 'at'>[];
}

/** As many people of a part, from `progress.next` on, as fit into one transaction. */
export async function planBatch(
  platform: RegistryPlatform,
  record: ImportRecord,
  lines: readonly ImportLine[],
  progress: ImportProgress,
  at: Date,
): Promise<Batch> {
  let batch: Batch = { next: progress, writes: [], changes: [] };
  const end = Math.min(lines.length, progress.next + MOST_LINES);
  while (batch.next.next < end && roomOf(batch) >= LEAST_ROOM) {
    const window = lines.slice(batch.next.next, Math.min(end, batch.next.next + WINDOW));
    const decisions = await Promise.all(window.map((line) => decideLine(platform, record, line, at)));
    for (const [index, line] of window.entries()) {
      const decision = decisions[index];
      if (decision === undefined) continue;
      const fitting = writable(decision);
      if (!fits(batch, fitting)) return batch;
      batch = extended(batch, line, fitting);
    }
  }
  return batch;
}

/** A person with so many entries that they alone overflow a transaction goes back to the station. */
function writable(decision: LineDecision): LineDecision {
  if (sizeOf(decision) <= MOST_WRITES) return decision;
  const message = 'tells too much of one person to be written at once';
  return { outcome: 'rejected', writes: [], faults: [{ field: 'registrations', message }] };
}

function sizeOf({ writes, change }: LineDecision): number {
  return writes.length + (change === undefined ? 0 : 1);
}

function roomOf({ writes, changes }: Batch): number {
  return MOST_WRITES - writes.length - changes.length;
}

/** Two people of a file may turn out to be one, by another document: the second is decided on when the first is written. */
function fits(batch: Batch, decision: LineDecision): boolean {
  if (sizeOf(decision) > roomOf(batch)) return false;
  const taken = new Set(batch.writes.map(nameOf));
  return decision.writes.every((write) => !taken.has(nameOf(write)));
}

function nameOf(write: Write): string {
  const { pk, sk } = 'item' in write ? write.item.key : write.key;
  return `${pk}\n${sk}`;
}

function extended(
  { next, writes, changes }: Batch,
  { rows }: ImportLine,
  { outcome, writes: added, change, faults }: LineDecision,
): Batch {
  const { counts } = next;
  const rest = rows.length - 1;
  const counted =
    outcome === 'rejected'
      ? { ...counts, rejected: counts.rejected + rows.length }
      : { ...counts, [outcome]: counts[outcome] + 1, merged: counts.merged + rest };
  return {
    next: {
      ...next,
      next: next.next + 1,
      counts: counted,
      residentIds: change === undefined ? next.residentIds : [...next.residentIds, change.residentId],
      rejected:
        faults === undefined ? next.rejected : [...next.rejected, { index: next.next, faults: [...faults] }],
    },
    writes: [...writes, ...added],
    changes: change === undefined ? changes : [...changes, change],
  };
}
