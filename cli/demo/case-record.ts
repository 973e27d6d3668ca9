import * as z from 'zod';

import { casePath } from './case-path.ts';
import { expectThat, type Story } from './story.ts';

const eventSchema = z.looseObject({
  sequence: z.int(),
  type: z.string(),
  at: z.string(),
  by: z.looseObject({ kind: z.string() }),
  data: z.record(z.string(), z.unknown()),
});
const timelineSchema = z.object({ events: z.array(eventSchema), cursor: z.string().optional() });
const reportSchema = z.looseObject({
  caseId: z.string(),
  status: z.string(),
  timeline: z.array(z.unknown()),
});

/** One entry of a case's timeline. */
export type TimelineEntry = z.infer<typeof eventSchema>;

/** A closed case as it can be read afterwards. */
export interface CaseRecord {
  readonly caseId: string;
  readonly status: string;
  readonly timeline: readonly TimelineEntry[];
  /** The report for the file. */
  readonly report: z.infer<typeof reportSchema>;
}

/** Who acknowledged an alert, and how soon. */
export interface Acknowledgement {
  readonly stationId: unknown;
  readonly at: string;
  readonly by: unknown;
  readonly secondsSinceOpened: unknown;
}

/**
 * Reads a closed case as Yaqian's duty officer: timeline, report, and the report as a page.
 * @throws UnexpectedAnswerError when the case is not closed, or its page does not name it
 */
export async function caseRecord(story: Story, caseId: string): Promise<CaseRecord> {
  const yaqian = await story.as('yaqian-duty-1');
  const purpose = `purpose=${encodeURIComponent('演示复盘')}`;
  const timeline: TimelineEntry[] = [];
  let cursor: string | undefined;
  do {
    const at = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = (await yaqian.get(`/v1/cases/${caseId}/timeline?${purpose}${at}`)).json(timelineSchema);
    timeline.push(...page.events);
    cursor = page.cursor;
  } while (cursor !== undefined);
  const reportPath = `${casePath(caseId)}/report?${purpose}`;
  const report = (await yaqian.get(reportPath)).json(reportSchema);
  const page = await yaqian.get(reportPath, { accept: 'text/html' });
  expectThat(page.text.includes(caseId), 'The printable report does not name its case.');
  expectThat(report.status === 'closed', `The case is ${report.status} and not closed.`);
  return { caseId, status: report.status, timeline, report };
}

/** The acknowledgements of a timeline, in their order. */
export function acknowledgementsOf(timeline: readonly TimelineEntry[]): Acknowledgement[] {
  return timeline
    .filter(({ type }) => type === 'acknowledged')
    .map(({ at, by, data }) => ({
      stationId: data['stationId'],
      at,
      by,
      secondsSinceOpened: data['secondsSinceOpened'],
    }));
}
