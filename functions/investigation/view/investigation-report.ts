import * as z from 'zod';

import { deliveriesOf } from '#functions/casework/telephone-list.ts';
import { responseTimes } from '#platform/report/response-times.ts';
import { leadsOf, leadViewFor, noteViewFor, type Reader } from '#functions/investigation/leads/visibility.ts';
import { NOTE_PREFIX, noteSchema } from '#functions/investigation/model/analysis-note.ts';
import type { CoerciveStep } from '#functions/investigation/model/coercive-step.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import { SUBJECT_PREFIX, subjectSchema } from '#functions/investigation/model/subject.ts';
import { casePartition } from '#platform/case/case.ts';
import { stationsOf } from '#platform/case/case-change.ts';
import { caseEventSchema, type CaseEvent } from '#platform/case/case-event.ts';
import { stationOf } from '#platform/deployment/deployment.ts';
import { notificationSchema } from '#platform/notification/notification.ts';
import type { Platform } from '#platform/platform.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { tasksOf } from '#platform/task/case-tasks.ts';
import type { Task } from '#platform/task/task.ts';

import { investigationReportSchema, type InvestigationReport } from './investigation-report-schema.ts';

/** Draws up the report of a case as it stands, as far as its reader may see it. */
export async function investigationReport(
  platform: Platform,
  state: InvestigationCase,
  reader: Reader,
): Promise<InvestigationReport> {
  const { store, deployment, clock } = platform;
  const partition = casePartition(state.caseId);
  const [events, notifications, deliveries, leads, subjects, notes, kept] = await Promise.all([
    queryAll(store, partition, 'EVENT#', caseEventSchema),
    queryAll(store, partition, 'NOTIFICATION#', notificationSchema),
    deliveriesOf(store, state.caseId),
    leadsOf(store, state.caseId),
    queryAll(store, partition, SUBJECT_PREFIX, subjectSchema),
    queryAll(store, partition, NOTE_PREFIX, noteSchema),
    tasksOf(store, state),
  ]);
  const timeline = events.map(({ body }) => body);
  const responses = responseTimes(notifications.map(({ body }) => body));
  const told = new Set([...stationsOf(state), ...responses.map(({ stationId }) => stationId)]);
  const by = (stationId: string) => (record: { readonly stationId: string }) =>
    record.stationId === stationId;
  const at = clock.now();
  return investigationReportSchema.parse({
    ...state,
    generatedAt: at.toISOString(),
    durations: durationsOf(state, timeline),
    emergencySteps: state.steps.flatMap((step) => emergencyOf(step, at)),
    leads: leads.map((lead) => leadViewFor(lead, reader)),
    subjects: subjects.map(({ body }) => body),
    notes: notes.map(({ body }) => noteViewFor(body, leads, reader)),
    stations: [...told].map((stationId) => {
      const tasks = kept.find(by(stationId))?.tasks ?? [];
      return {
        stationId,
        name: stationOf(deployment, stationId).name,
        responses: responses.filter(by(stationId)),
        counts: {
          leads: leads.filter(by(stationId)).length,
          notes: notes.map(({ body }) => body).filter(by(stationId)).length,
          ...countsOf(tasks),
          overdue: overdueCount(timeline, stationId),
        },
        tasks,
      };
    }),
    timeline,
    messages: deliveries.toSorted((a, b) => Date.parse(a.claimedAt) - Date.parse(b.claimedAt)),
  });
}

/** What the report says of a step whose papers came later; of every other step nothing. */
function emergencyOf(
  { stepId, emergency, execution }: CoerciveStep,
  at: Date,
): InvestigationReport['emergencySteps'] {
  if (emergency === undefined) return [];
  const { papersAt, papersDueAt } = emergency;
  const late = Date.parse(papersAt ?? at.toISOString()) > Date.parse(papersDueAt);
  const papers = papersAt === undefined ? (late ? 'overdue' : 'due') : late ? 'submittedLate' : 'submitted';
  return [{ stepId, papers, localOfficerPresent: execution?.localOfficerId !== undefined }];
}

function durationsOf(
  { openedAt, arrest, closedAt }: InvestigationCase,
  timeline: readonly CaseEvent[],
): InvestigationReport['durations'] {
  const since = (time: string | undefined) =>
    time === undefined ? undefined : Math.round((Date.parse(time) - Date.parse(openedAt)) / 1000);
  const first = (type: string) => timeline.find((event) => event.type === type)?.at;
  return {
    toAcceptedSeconds: since(first('cooperationAccepted')),
    toLocatedSeconds: since(first('located')),
    toArrestedSeconds: since(arrest?.recordedAt),
    toClosedSeconds: since(closedAt),
  };
}

const overdueSchema = z.object({ taskIds: z.record(z.string(), z.array(z.string())) });

/** From the timeline, since a task that a new plan renews starts afresh and no longer tells that it was late before. */
function overdueCount(timeline: readonly CaseEvent[], stationId: string): number {
  return timeline
    .filter(({ type }) => type === 'tasksOverdue')
    .reduce((sum, { data }) => sum + (overdueSchema.parse(data).taskIds[stationId]?.length ?? 0), 0);
}

function countsOf(tasks: readonly Task[]) {
  const count = (matches: (task: Task) => boolean) => tasks.filter(matches).length;
  return {
    tasks: tasks.length,
    done: count(({ status }) => status === 'done'),
    withFinding: count(({ finding }) => finding === 'something'),
    dropped: count(({ status }) => status === 'superseded' || status === 'cancelled'),
  };
}
