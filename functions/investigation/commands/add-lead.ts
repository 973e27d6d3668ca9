import { requirePast } from '#platform/command/require-past.ts';
import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { notifying, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { NotificationRequest } from '#platform/notification/open-notification.ts';
import type { Platform } from '#platform/platform.ts';
import { nearDuplicates } from '#functions/investigation/leads/near-duplicates.ts';
import { readersBut } from '#functions/investigation/leads/visibility.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import { leadKey, type Lead } from '#functions/investigation/model/lead.ts';
import { subjectKey, subjectSchema } from '#functions/investigation/model/subject.ts';
import type { LeadReport } from '#functions/investigation/requests/lead-report.ts';

import { changeContent, otherStation, requireNotClosed } from './investigation-change.ts';
import { readableLeads } from './readable-leads.ts';
import { requireOfficers, requireStationOfCase } from './require-officers.ts';

/**
 * Adds a lead: the other station's desk is told at once, of a restricted one nobody but the officers it names. Leads that may
 * be the same one are pointed out, of those that the author may read.
 * @throws InvalidRequestError when it names an officer, lead or subject that is not there, or lies in the future
 * @throws ConflictError when the case is closed
 */
export function addLead(platform: Platform, command: OfficerCommand, report: LeadReport): Promise<Reply> {
  const { actor, caseId } = command;
  return changeContent(platform, 'investigation.addLead', command, async (state, at) => {
    requireNotClosed(state);
    requirePast('occurredAt', report.occurredAt, at);
    const readable = await readableLeads(platform, caseId, actor);
    await requireLinks(platform, caseId, report, readable);
    await requireReaders(platform, state, report);
    const lead: Lead = {
      ...report,
      leadId: newId('L', at),
      stationId: actor.stationId,
      at: at.toISOString(),
      by: recordActor(actor),
    };
    const { leadId, kind, stationId } = lead;
    const restricted = lead.restrictedTo !== undefined;
    return notifying(
      {
        next: state,
        event: { type: 'leadAdded', data: { leadId, kind, stationId, restricted } },
        writes: [{ kind: 'create', item: { key: leadKey(caseId, leadId), entity: 'lead', body: lead } }],
        answer: { leadId, nearDuplicates: nearDuplicates(report, readable) },
        replyStatus: 201,
      },
      toReaders(state, lead, actor),
      at,
    );
  });
}

async function requireLinks(
  { store }: Platform,
  caseId: string,
  { links }: LeadReport,
  readable: readonly Lead[],
): Promise<void> {
  const leadIds = new Set(readable.map(({ leadId }) => leadId));
  for (const [index, { to }] of links.entries()) {
    const isThere = leadIds.has(to) || (await store.get(subjectKey(caseId, to), subjectSchema)) !== undefined;
    if (!isThere)
      throw new InvalidRequestError([
        { field: `links.${index}.to`, message: 'names no lead or subject that you may read' },
      ]);
  }
}

async function requireReaders(
  platform: Platform,
  state: InvestigationCase,
  { restrictedTo = [] }: LeadReport,
): Promise<void> {
  for (const [index, { stationId, officerId }] of restrictedTo.entries()) {
    requireStationOfCase(state, stationId, `restrictedTo.${index}.stationId`);
    await requireOfficers(platform, stationId, [officerId], `restrictedTo.${index}.officerId`);
  }
}

function toReaders(
  state: InvestigationCase,
  { restrictedTo }: Lead,
  actor: OfficerActor,
): NotificationRequest[] {
  const told = { kind: 'leadAdded', toTopic: false } as const;
  if (restrictedTo === undefined) return [{ ...told, stationIds: [otherStation(state, actor.stationId)] }];
  return readersBut(restrictedTo, actor).map((reader) => ({
    ...told,
    stationIds: [reader.stationId],
    recipientId: reader.officerId,
  }));
}
