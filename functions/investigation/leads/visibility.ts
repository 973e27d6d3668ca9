import type { AnalysisNote } from '#functions/investigation/model/analysis-note.ts';
import { LEAD_PREFIX, leadSchema, type Lead } from '#functions/investigation/model/lead.ts';
import { casePartition } from '#platform/case/case.ts';
import { queryAll, type ItemStore } from '#platform/store/item-store.ts';

import type { LeadView, NoteView } from './lead-view-schema.ts';

/** Who wants to read: officer ids are unique within a station only. */
export interface Reader {
  readonly stationId: string;
  readonly officerId: string;
}

/** Whether the reader may have the lead: anybody who may read the case, unless it names who may. */
export function mayRead({ restrictedTo, by }: Lead, { stationId, officerId }: Reader): boolean {
  if (restrictedTo === undefined) return true;
  const isReader = (other: Reader) => other.stationId === stationId && other.officerId === officerId;
  return (by.kind === 'officer' && isReader(by)) || restrictedTo.some(isReader);
}

/** The lead as the reader may see it. */
export function leadViewFor(lead: Lead, reader: Reader): LeadView {
  if (mayRead(lead, reader)) return lead;
  const { leadId, kind, stationId, at } = lead;
  return { leadId, kind, stationId, at, restricted: true };
}

/**
 * The note as the reader may see it: whoever may not read one of the leads it rests on learns only that it exists.
 * @param leads every lead of the case
 */
export function noteViewFor(note: AnalysisNote, leads: readonly Lead[], reader: Reader): NoteView {
  const byId = new Map(leads.map((lead) => [lead.leadId, lead]));
  const readable = note.leadIds.every((leadId) => {
    const lead = byId.get(leadId);
    return lead !== undefined && mayRead(lead, reader);
  });
  if (readable) return note;
  const { noteId, kind, stationId, at } = note;
  return { noteId, kind, stationId, at, restricted: true };
}

/** Every lead of a case, oldest first. */
export async function leadsOf(store: ItemStore, caseId: string): Promise<Lead[]> {
  const items = await queryAll(store, casePartition(caseId), LEAD_PREFIX, leadSchema);
  return items.map(({ body }) => body);
}

/** The readers but one, each once. */
export function readersBut(readers: readonly Reader[], { stationId, officerId }: Reader): Reader[] {
  const byName = new Map(readers.map((reader) => [`${reader.stationId}#${reader.officerId}`, reader]));
  byName.delete(`${stationId}#${officerId}`);
  return [...byName.values()];
}
