import * as z from 'zod';

import type { ApiClient } from '#cli/demo/api-client.ts';
import { expectThat, type Story } from '#cli/demo/story.ts';

const tasksSchema = z.object({
  tasks: z.array(
    z.object({
      taskId: z.string(),
      stationId: z.string(),
      kind: z.string(),
      status: z.string(),
      label: z.object({ 'zh-CN': z.string() }),
    }),
  ),
});
const mapSchema = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) });

/** Each station sees its own tasks; a camera sweep is reported at the desk, a patrol from the road by its link. */
export async function searchBothSides(story: Story, caseId: string): Promise<void> {
  const qianqing = await story.as('qianqing-duty-1');
  const tasks = await openTasks(qianqing, caseId);
  const count = (stationId: string) => tasks.filter((task) => task.stationId === stationId).length;
  expectThat(count('yaqian') > 0 && count('qianqing') > 0, 'One of the stations has nothing to search.');
  const map = (
    await qianqing.get(`/v1/missing-persons/${caseId}/search`, { accept: 'application/geo+json' })
  ).json(mapSchema);
  story.narrate(
    `搜寻部署：衙前 ${count('yaqian')} 项、钱清 ${count('qianqing')} 项任务，地图要素 ${map.features.length} 个`,
  );

  const sweep = firstOf(tasks, 'cameraSweep');
  await qianqing.post(`/v1/cases/${caseId}/tasks/${sweep.taskId}/report`, {
    finding: 'something',
    note: '北门摄像头见一白发老人向东南步行',
  });
  story.narrate(`钱清完成${sweep.label['zh-CN']}：有发现`);

  const patrolTask = firstOf(tasks, 'roadPatrol');
  const patrol = await story.onDuty('qianqing', 'patrolOfficer');
  await qianqing.post(`/v1/cases/${caseId}/tasks/${patrolTask.taskId}/assignment`, {
    officerId: patrol.officerId,
  });
  await story.system.settle();
  const path = story.linkPathTo(patrol.telephone);
  const page = await story.anybody().get(path, { accept: 'text/html' });
  const idempotencyKey = /name="idempotencyKey"[^>]*value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  await story
    .anybody()
    .post(path, {}, { accept: 'text/html', form: { idempotencyKey, finding: 'nothing', note: '沿路未见' } });
  story.narrate(`巡逻民警凭短信链接回报${patrolTask.label['zh-CN']}：未发现`);
}

/** What the camera showed becomes a sighting: the search moves to the new point, both stations are told. */
export async function reportSighting(story: Story, caseId: string): Promise<void> {
  const qianqing = await story.as('qianqing-duty-1');
  await story.wait(20);
  await qianqing.post(
    `/v1/missing-persons/${caseId}/sightings`,
    {
      point: { lon: 120.4146, lat: 30.1329 },
      direction: 135,
      placeDescription: '104国道联兴段',
      note: '摄像头所见，与描述相符',
    },
    { expect: 201 },
  );
  await story.system.settle();
  const replanned = story.system.messages().filter(({ text }) => text.includes('有新线索'));
  expectThat(replanned.length > 0, 'Nobody was told of the new plan.');
  story.narrate('摄像头线索转为行踪：围绕104国道联兴段重新部署，通知两所');
}

/** Two hours without news: the search is reviewed and widened by itself. */
export async function waitForReview(story: Story): Promise<void> {
  await story.wait(
    125,
    () => story.system.messages().some(({ text }) => text.includes('范围已扩大')),
    'The search was not widened after two hours without news.',
  );
  story.narrate('两小时无新消息：系统复核并扩大范围');
}

async function openTasks(client: ApiClient, caseId: string) {
  const { tasks } = (await client.get(`/v1/cases/${caseId}/tasks`)).json(tasksSchema);
  return tasks.filter(({ status }) => status === 'open');
}

function firstOf(tasks: Awaited<ReturnType<typeof openTasks>>, kind: string) {
  const task = tasks.find((candidate) => candidate.stationId === 'qianqing' && candidate.kind === kind);
  expectThat(task !== undefined, `Qianqing has no ${kind} to do.`);
  return task;
}
