import { acknowledgementsOf, caseRecord } from './case-record.ts';
import type { DemoResult } from './demo-result.ts';
import { climbTheRoster, loseATelephone } from './scenes/alert.ts';
import { askThePublic, judgeTheTip, withdrawTheAppeal } from './scenes/appeal.ts';
import { drill } from './scenes/drill.ts';
import { bringHome, find } from './scenes/ending.ts';
import { handTheShiftOver } from './scenes/handover.ts';
import { addPhoto, amend, secondCaller, takeTheCall } from './scenes/intake.ts';
import { prepare } from './scenes/prepare.ts';
import { reportSighting, searchBothSides, waitForReview } from './scenes/search.ts';
import type { Story } from './story.ts';

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

  const record = await caseRecord(story, caseId);
  return {
    ...record,
    messages: story.system.messages().slice(before),
    acknowledgements: acknowledgementsOf(record.timeline),
  };
}
