import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { notifying, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { newId } from '#platform/ids.ts';
import type { NotificationRequest } from '#platform/notification/open-notification.ts';
import type { Platform } from '#platform/platform.ts';
import { mayRead, readersBut } from '#functions/investigation/leads/visibility.ts';
import { noteKey, type AnalysisNote } from '#functions/investigation/model/analysis-note.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import type { Lead } from '#functions/investigation/model/lead.ts';
import type { NoteReport } from '#functions/investigation/requests/note-report.ts';

import { changeContent, otherStation, requireNotClosed } from './investigation-change.ts';
import { readableLeads, requireLeads } from './readable-leads.ts';

/**
 * Adds an analysis note. The other station's desk is told; of a note that rests on restricted leads those who may read them all.
 * @throws InvalidRequestError when it rests on a lead that the author may not read
 * @throws ConflictError when the case is closed
 */
export function addNote(platform: Platform, command: OfficerCommand, report: NoteReport): Promise<Reply> {
  const { actor, caseId } = command;
  return changeContent(platform, 'investigation.addNote', command, async (state, at) => {
    requireNotClosed(state);
    const leads = requireLeads(await readableLeads(platform, caseId, actor), report.leadIds, 'leadIds');
    const note: AnalysisNote = {
      ...report,
      noteId: newId('A', at),
      stationId: actor.stationId,
      at: at.toISOString(),
      by: recordActor(actor),
    };
    const { noteId, kind, leadIds, stationId } = note;
    return notifying(
      {
        next: state,
        event: { type: 'noteAdded', data: { noteId, kind, leadIds, stationId } },
        writes: [{ kind: 'create', item: { key: noteKey(caseId, noteId), entity: 'note', body: note } }],
        answer: { noteId },
        replyStatus: 201,
      },
      toReaders(state, leads, actor),
      at,
    );
  });
}

function toReaders(
  state: InvestigationCase,
  leads: readonly Lead[],
  actor: OfficerActor,
): NotificationRequest[] {
  const told = { kind: 'analysisAdded', toTopic: false } as const;
  const restricted = leads.find(({ restrictedTo }) => restrictedTo !== undefined);
  if (restricted === undefined) return [{ ...told, stationIds: [otherStation(state, actor.stationId)] }];
  const authors = restricted.by.kind === 'officer' ? [restricted.by] : [];
  return readersBut([...(restricted.restrictedTo ?? []), ...authors], actor)
    .filter((reader) => leads.every((lead) => mayRead(lead, reader)))
    .map((reader) => ({ ...told, stationIds: [reader.stationId], recipientId: reader.officerId }));
}
