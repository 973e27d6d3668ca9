import * as z from 'zod';

import type { OutboxMessage } from './demo-system.ts';
import { climbTheRoster, loseATelephone } from './scenes/alert.ts';
import { askThePublic, judgeTheTip, withdrawTheAppeal } from './scenes/appeal.ts';
import { drill } from './scenes/drill.ts';
import { bringHome, find } from './scenes/ending.ts';
import { handTheShiftOver } from './scenes/handover.ts';
import { addPhoto, amend, secondCaller, takeTheCall } from './scenes/intake.ts';
import { prepare } from './scenes/prepare.ts';
import { reportSighting, searchBothSides, waitForReview } from './scenes/search.ts';
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

/** One entry of the case's timeline. */
export type TimelineEntry = z.infer<typeof eventSchema>;

/** What `npm run demo -- --json` prints. */
export interface DemoResult {
  readonly caseId: string;
  readonly status: string;
  readonly timeline: readonly TimelineEntry[];
  /** What telephones and mailboxes received during the case, the drill before it left out. */
  readonly messages: readonly OutboxMessage[];
  readonly acknowledgements: readonly {
    readonly stationId: unknown;
    readonly at: string;
    readonly by: unknown;
    readonly secondsSinceOpened: unknown;
  }[];
  /** The after-action report. */
  readonly report: z.infer<typeof reportSchema>;
}

/**
 * Plays the missing elder of the mission over HTTP, as officers of both stations and as a member of the public.
 * @param intermission what is done to the system in the middle of the search, such as an upgrade
 * @throws UnexpectedAnswerError as soon as the system does not do what the story expects
 */
export async function playMissingElder(
  story: Story,
  intermission: () => Promise<void> = () => Promise.resolve(),
): Promise<DemoResult> {
  await prepare(story);
  await drill(story);
  return playCase(story, intermission);
}

/**
 * Plays the case alone, on a system that has its rosters.
 * @throws UnexpectedAnswerError as soon as the system does not do what the story expects
 */
export async function playCase(
  story: Story,
  intermission: () => Promise<void> = () => Promise.resolve(),
): Promise<DemoResult> {
  const before = story.system.messages().length;

  await loseATelephone(story);
  const caseId = await takeTheCall(story);
  await addPhoto(story, caseId);
  await climbTheRoster(story, caseId);
  await secondCaller(story, caseId);
  await amend(story, caseId);
  await searchBothSides(story, caseId);
  await reportSighting(story, caseId);
  await askThePublic(story, caseId);
  await waitForReview(story);
  await intermission();
  await handTheShiftOver(story, caseId);
  await judgeTheTip(story, caseId);
  await withdrawTheAppeal(story, caseId);
  await find(story, caseId);
  await bringHome(story, caseId);

  return resultOf(story, caseId, story.system.messages().slice(before));
}

async function resultOf(
  story: Story,
  caseId: string,
  messages: readonly OutboxMessage[],
): Promise<DemoResult> {
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
  const reportPath = `/v1/missing-persons/${caseId}/report?${purpose}`;
  const report = (await yaqian.get(reportPath)).json(reportSchema);
  const page = await yaqian.get(reportPath, { accept: 'text/html' });
  expectThat(page.text.includes(caseId), 'The printable report does not name its case.');
  expectThat(report.status === 'closed', `The case is ${report.status} and not closed.`);
  return {
    caseId,
    status: report.status,
    timeline,
    messages,
    acknowledgements: timeline
      .filter(({ type }) => type === 'acknowledged')
      .map(({ at, by, data }) => ({
        stationId: data['stationId'],
        at,
        by,
        secondsSinceOpened: data['secondsSinceOpened'],
      })),
    report,
  };
}
