import {
  custodyExportSchema,
  custodyHeadsSchema,
  type CustodyExport,
} from '#functions/transfer/custody/custody-export.ts';
import { verifyCustody } from '#functions/transfer/custody/verify-custody.ts';

import { acknowledgementsOf, caseRecord, type CaseRecord } from './case-record.ts';
import type { DemoResult } from './demo-result.ts';
import { closeByConsent } from './scenes/february-theft/closing.ts';
import { watchTheClock } from './scenes/february-theft/custody-clock.ts';
import { rehearse } from './scenes/february-theft/drills.ts';
import { failTwice, handOver } from './scenes/february-theft/handover.ts';
import { analyse, gatherLeads, readLeads } from './scenes/february-theft/leads.ts';
import { openTheft, settleCooperation } from './scenes/february-theft/open-case.ts';
import { approveTransfer, prepareTransfer } from './scenes/february-theft/prepare-transfer.ts';
import { arrest, locate } from './scenes/february-theft/pursuit.ts';
import { searchTheRoom, seizeAtOnce } from './scenes/february-theft/steps.ts';
import { prepare } from './scenes/prepare.ts';
import { expectThat, type Story } from './story.ts';

/** What the theft leaves behind: the investigation, the transfer that came of it, and its custody chain. */
export interface TheftResult extends DemoResult {
  readonly transfer: CaseRecord;
  readonly custody: CustodyExport;
}

/**
 * Plays the theft of February over HTTP: it happens in Xiaoshan, the suspect flees into Qianqing, both stations find him,
 * Qianqing arrests him and hands him over to Yaqian.
 * @throws UnexpectedAnswerError as soon as the system does not do what the story expects
 */
export async function playFebruaryTheft(story: Story): Promise<TheftResult> {
  await prepare(story);
  await rehearse(story);
  return playTheft(story);
}

/**
 * Plays the theft alone, on a system that has its rosters.
 * @throws UnexpectedAnswerError as soon as the system does not do what the story expects
 */
export async function playTheft(story: Story): Promise<TheftResult> {
  const before = story.system.messages().length;
  const { caseId, transferId } = await investigate(story);
  await transfer(story, transferId);
  await closeByConsent(story, caseId);
  const record = await caseRecord(story, caseId);
  return {
    ...record,
    messages: story.system.messages().slice(before),
    acknowledgements: acknowledgementsOf(record.timeline),
    transfer: await caseRecord(story, transferId),
    custody: await custodyOf(story, transferId),
  };
}

async function investigate(story: Story): Promise<{ caseId: string; transferId: string }> {
  const caseId = await openTheft(story);
  story.narrate(`衙前立项：老街店铺被盗，嫌疑人去向钱清（${caseId}）`);
  await settleCooperation(story, caseId);
  story.narrate('办案协作函发出；钱清要求补充，补充后同意协作');
  const leads = await gatherLeads(story, caseId);
  await readLeads(story, caseId);
  await analyse(story, caseId, leads);
  await searchTheRoom(story, caseId);
  await seizeAtOnce(story, caseId);
  await locate(story, caseId, leads);
  return { caseId, transferId: await arrest(story, caseId) };
}

async function transfer(story: Story, transferId: string): Promise<void> {
  await prepareTransfer(story, transferId);
  story.narrate('钱清备齐法律文书、健康检查、随身物品和押解风险');
  await watchTheClock(story, transferId);
  await approveTransfer(story, transferId);
  await failTwice(story, transferId);
  await handOver(story, transferId);
}

/** The chain as it can be verified anywhere, and that it holds what each station has seen of it. */
async function custodyOf(story: Story, transferId: string): Promise<CustodyExport> {
  const yaqian = await story.as('yaqian-duty-1');
  const path = `/v1/transfers/${transferId}/custody`;
  const purpose = `purpose=${encodeURIComponent('演示复盘')}`;
  const custody = (await yaqian.get(`${path}?${purpose}`)).json(custodyExportSchema);
  const kept = (await yaqian.get(`${path}/heads?${purpose}`)).json(custodyHeadsSchema);
  const [fault] = verifyCustody(custody, kept);
  expectThat(fault === undefined, `Entry ${fault?.sequence} of the custody chain ${fault?.fault}.`);
  return custody;
}
