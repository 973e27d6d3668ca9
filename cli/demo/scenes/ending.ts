import * as z from 'zod';

import { expectThat, type Story } from '#cli/demo/story.ts';

const listSchema = z.object({ cases: z.array(z.object({ caseId: z.string() })) });
const auditSchema = z.object({ entries: z.array(z.unknown()), brokenAt: z.int().optional() });

/** A patrol meets her at the crossing of G104 and Qunxian Road; both stations stand down. */
export async function find(story: Story, caseId: string): Promise<void> {
  const patrol = await story.as('qianqing-patrol-1');
  await patrol.post(`/v1/missing-persons/${caseId}/found`, {
    condition: 'safe',
    point: { lon: 120.433, lat: 30.12 },
    placeDescription: '104国道与群贤路口',
  });
  await story.system.settle();
  const standDown = story.system.messages().filter(({ text }) => text.includes('停止行动'));
  expectThat(standDown.length > 0, 'Nobody was told to stand down.');
  story.narrate('钱清巡逻民警在104国道与群贤路口找到老人，两所停止行动');
}

/** Yaqian brings her home and closes the case. */
export async function bringHome(story: Story, caseId: string): Promise<void> {
  const yaqian = await story.as('yaqian-duty-1');
  const open = (await yaqian.get('/v1/cases')).json(listSchema);
  expectThat(
    open.cases.some((entry) => entry.caseId === caseId),
    'The open case is not in the list.',
  );
  await story.wait(40);
  await story.decide(yaqian, caseId, 'reunion', { with: '女儿' });
  story.narrate('老人平安回家，与女儿团聚');
  await story.decide(yaqian, caseId, 'closure');
  await story.system.settle();
  const chief = await story.as('yaqian-chief');
  const audit = (await chief.get(`/v1/cases/${caseId}/audit?purpose=${encodeURIComponent('事后核查')}`)).json(
    auditSchema,
  );
  expectThat(audit.brokenAt === undefined, 'The audit chain is broken.');
  story.narrate(`办结；所长核查审计链 ${audit.entries.length} 条，完整`);
}
