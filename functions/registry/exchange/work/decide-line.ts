import type { ImportLine } from '#functions/registry/exchange/model/import-line.ts';
import {
  officerOf,
  type ImportRecord,
  type RowCounts,
} from '#functions/registry/exchange/model/import-record.ts';
import { detailsAfterFile } from '#functions/registry/exchange/merge/details-after-file.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { proposalWrites } from '#functions/registry/residents/proposal-writes.ts';
import type { FeedEntry } from '#functions/registry/store/feed.ts';
import { loadResident, type OpenedResident } from '#functions/registry/store/resident-record.ts';
import { changedResident, holderOf, newResident } from '#functions/registry/store/resident-store.ts';
import { hashOf } from '#platform/audit/audit-entry.ts';
import { BusyError, type FieldError } from '#platform/errors.ts';
import type { Write } from '#platform/store/item-store.ts';

/** What is to be done about one person of a file, as the registry stands. */
export interface LineDecision {
  readonly outcome: Exclude<keyof RowCounts, 'merged'>;
  /** Everything of the person but the station's feed. */
  readonly writes: readonly Write[];
  /** What the station shares of it. */
  readonly change?: Omit<FeedEntry, 'sequence' | 'at'>;
  /** Why the rows come back, when they do. */
  readonly faults?: readonly FieldError[];
}

const action = 'registry.import';
const unchanged: LineDecision = { outcome: 'unchanged', writes: [] };

/**
 * Decides on one person: new, known to the own station, or known to the other one, which alone changes its records. Reads only;
 * what it writes fails if somebody changes the person in the meantime.
 */
export async function decideLine(
  platform: RegistryPlatform,
  record: ImportRecord,
  { details }: ImportLine,
  at: Date,
): Promise<LineDecision> {
  const { partnershipId, stationId, importId } = record;
  const holders = await Promise.all(
    details.documents.map((document) => holderOf(platform, partnershipId, document)),
  );
  const ids = [...new Set(holders.flatMap((holder) => holder?.residentId ?? []))];
  const [residentId, ...others] = ids;
  if (others.length > 0)
    return rejected([
      { field: 'documents', message: 'are those of two different residents of the registry' },
    ]);
  if (residentId === undefined) {
    const entry = { partnershipId, owningStationId: stationId, details, importId, at };
    const made = await newResident(platform, { ...entry, actor: officerOf(record), action });
    const change = { residentId: made.residentId, change: 'registered' as const, version: 1 };
    return { outcome: 'written', writes: made.writes, change };
  }
  const known = await loadResident(platform, partnershipId, residentId);
  // Erased between the two reads: whoever decides again finds the document free.
  if (known === undefined) throw new BusyError();
  const after = detailsAfterFile(known.resident.details, details);
  if ('faults' in after) return rejected(after.faults);
  if (hashOf(after.details) === hashOf(known.resident.details)) return unchanged;
  return known.resident.owningStationId === stationId
    ? corrected(platform, record, known, after.details, at)
    : proposed(platform, record, known, after.details, at);
}

async function corrected(
  platform: RegistryPlatform,
  record: ImportRecord,
  known: OpenedResident,
  details: ResidentDetails,
  at: Date,
): Promise<LineDecision> {
  const event = { type: 'corrected', data: { details, importId: record.importId } };
  const by = { actor: officerOf(record), action, at };
  const { writes } = await changedResident(platform, known, { details, event }, by);
  const { residentId, version } = known.resident;
  return { outcome: 'corrected', writes, change: { residentId, change: 'corrected', version: version + 1 } };
}

/** The other station's record: it is asked, once for the same correction. */
async function proposed(
  platform: RegistryPlatform,
  record: ImportRecord,
  { resident }: OpenedResident,
  details: ResidentDetails,
  at: Date,
): Promise<LineDecision> {
  const { partnershipId, stationId, importId } = record;
  const proposal = { partnershipId, resident, details, byStationId: stationId, importId, at };
  const writes = await proposalWrites(platform, { ...proposal, actor: officerOf(record) });
  return writes.length === 0 ? unchanged : { outcome: 'proposed', writes };
}

function rejected(faults: readonly FieldError[]): LineDecision {
  return { outcome: 'rejected', writes: [], faults };
}
