import type { OfficerActor } from '#platform/actor/actor.ts';
import { casePartition } from '#platform/case/case.ts';
import type { Platform } from '#platform/platform.ts';
import type { QueryOptions } from '#platform/store/item-store.ts';
import type { LeadView, NoteView } from '#functions/investigation/leads/lead-view-schema.ts';
import { leadsOf, leadViewFor, noteViewFor } from '#functions/investigation/leads/visibility.ts';
import { NOTE_PREFIX, noteSchema } from '#functions/investigation/model/analysis-note.ts';
import { LEAD_PREFIX, leadSchema, type LeadKind } from '#functions/investigation/model/lead.ts';
import { SUBJECT_PREFIX, subjectSchema, type Subject } from '#functions/investigation/model/subject.ts';

/** Which page of a list is wanted. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page of leads, oldest first, as the reader may see them. With `kind` a page may hold fewer than its limit. */
export async function readLeads(
  { store }: Platform,
  caseId: string,
  reader: OfficerActor,
  { kind, ...page }: PageRequest & { readonly kind?: LeadKind | undefined },
): Promise<{ readonly leads: LeadView[]; readonly cursor?: string | undefined }> {
  const { items, cursor } = await store.query(
    casePartition(caseId),
    LEAD_PREFIX,
    leadSchema,
    optionsOf(page),
  );
  const leads = items.map(({ body }) => body).filter((lead) => kind === undefined || lead.kind === kind);
  return { leads: leads.map((lead) => leadViewFor(lead, reader)), cursor };
}

/** A page of subjects, oldest first. */
export async function readSubjects(
  { store }: Platform,
  caseId: string,
  page: PageRequest,
): Promise<{ readonly subjects: Subject[]; readonly cursor?: string | undefined }> {
  const { items, cursor } = await store.query(
    casePartition(caseId),
    SUBJECT_PREFIX,
    subjectSchema,
    optionsOf(page),
  );
  return { subjects: items.map(({ body }) => body), cursor };
}

/** A page of analysis notes, oldest first, as the reader may see them. */
export async function readNotes(
  { store }: Platform,
  caseId: string,
  reader: OfficerActor,
  page: PageRequest,
): Promise<{ readonly notes: NoteView[]; readonly cursor?: string | undefined }> {
  const [{ items, cursor }, leads] = await Promise.all([
    store.query(casePartition(caseId), NOTE_PREFIX, noteSchema, optionsOf(page)),
    leadsOf(store, caseId),
  ]);
  return { notes: items.map(({ body }) => noteViewFor(body, leads, reader)), cursor };
}

function optionsOf({ limit, cursor }: PageRequest): QueryOptions {
  return { limit, ...(cursor === undefined ? {} : { cursor }) };
}
