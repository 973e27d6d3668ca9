import { recordActor } from '#platform/actor/actor.ts';
import type { OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/platform.ts';
import { subjectKey, subjectTypesOf, type Subject } from '#functions/investigation/model/subject.ts';
import type { SubjectReport } from '#functions/investigation/requests/subject-report.ts';

import { changeContent, requireNotClosed } from './investigation-change.ts';

/**
 * Adds a person, a vehicle or a place, so that leads can be linked to it. Nobody is told: the lead that speaks of it is.
 * @throws ConflictError when the case is closed
 */
export function addSubject(
  platform: Platform,
  command: OfficerCommand,
  report: SubjectReport,
): Promise<Reply> {
  const { actor, caseId } = command;
  return changeContent(platform, 'investigation.addSubject', command, (state, at) => {
    requireNotClosed(state);
    const subject: Subject = {
      ...report,
      subjectId: newId('U', at),
      stationId: actor.stationId,
      at: at.toISOString(),
      by: recordActor(actor),
    };
    const { subjectId, stationId } = subject;
    const [type] = subjectTypesOf(subject);
    return {
      next: state,
      event: { type: 'subjectAdded', data: { subjectId, type, stationId } },
      writes: [
        { kind: 'create', item: { key: subjectKey(caseId, subjectId), entity: 'subject', body: subject } },
      ],
      answer: { subjectId },
      replyStatus: 201,
    };
  });
}
