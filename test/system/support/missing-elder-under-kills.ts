import { setTimeout as sleep } from 'node:timers/promises';

import * as z from 'zod';

import type { PatientAnswer, PatientClient } from './patient-client.ts';

const POLL_MS = 100;
const LOOKS = 100;

const caseSchema = z.object({
  status: z.string(),
  awaiting: z.array(z.object({ stationId: z.string() })),
  appeal: z.object({ appealId: z.string() }).optional(),
  tips: z.array(z.object({ tipId: z.string() })),
});
const rosterSchema = z.object({
  onDuty: z.array(
    z.object({
      role: z.string(),
      officers: z.array(z.object({ officerId: z.string(), telephone: z.string() })),
    }),
  ),
});
const tasksSchema = z.object({
  tasks: z.array(
    z.object({ taskId: z.string(), stationId: z.string(), kind: z.string(), status: z.string() }),
  ),
});
const messagesSchema = z.array(z.object({ to: z.string(), text: z.string() }));
const telephoneSchema = z.object({
  telephone: z.array(z.object({ notificationId: z.string(), officerId: z.string().optional() })),
});
const handoversSchema = z.object({ handovers: z.array(z.object({ handoverId: z.string() })) });
const openedSchema = z.object({ caseId: z.string() });

/** A message as a telephone or a mailbox received it. */
export type ReceivedMessage = z.infer<typeof messagesSchema>[number];

/** An officer as the roster has them. */
interface OnDuty {
  readonly officerId: string;
  readonly telephone: string;
}

/** How an officer heard of something: by the link in an SMS, or from somebody who was told to telephone them. */
type Heard = { readonly link: string } | { readonly notificationId: string };

/** One thing that people do, and what they wait for before they go on. */
type Step = (scene: Scene) => Promise<void>;

/**
 * Plays the missing elder of the demo as its people live it while the system comes and goes: nobody waits for it to be
 * well, everybody only for what they need to go on. Gives the case's id.
 * @param pace resolves when a share of the story, from 0 to 1, may be told
 */
export async function playUnderKills(
  client: PatientClient,
  pace: (share: number) => Promise<void>,
): Promise<string> {
  const scene = new Scene(client);
  for (const [index, step] of steps.entries()) {
    await pace(index / steps.length);
    await step(scene);
  }
  return scene.caseId;
}

const steps: readonly Step[] = [
  takeTheCall,
  letTheDeputyAcknowledge,
  takeTheSecondCall,
  (scene) => scene.onCase('amendments', { person: { description: '身高约一米五，白发，走路略跛' } }),
  sweepCameras,
  sendThePatrol,
  reportASighting,
  askThePublic,
  handTheShiftOver,
  judgeTheTip,
  (scene) => scene.decide('appeal/withdrawal', {}),
  (scene) => scene.untilHeard('范围已扩大'),
  (scene) => scene.onCase('found', { condition: 'safe' }, 'qianqing-patrol-1'),
  (scene) => scene.untilHeard('停止行动'),
  (scene) => scene.decide('reunion', { with: '女儿' }),
  (scene) => scene.decide('closure', {}),
];

async function takeTheCall(scene: Scene): Promise<void> {
  const intake = {
    category: 'dementia',
    person: { name: '诸葛阿婆', sex: 'female', ageYears: 82 },
    lastSeen: { point: { lon: 120.4085, lat: 30.1413 }, placeDescription: '中纺城附近' },
    meansOfTravel: 'onFoot',
    direction: 135,
  };
  scene.caseId = openedSchema.parse((await scene.post('/v1/missing-persons', intake)).body).caseId;
}

/** Qianqing's duty officer does not answer in time: the deputy is called, and acknowledges. */
async function letTheDeputyAcknowledge(scene: Scene): Promise<void> {
  const deputy = await scene.onDuty('qianqing', 'deputy');
  const heard = await scene.untilReached(deputy);
  if ('link' in heard) await scene.post(heard.link, {}, null);
  else {
    const notification = `/v1/cases/${scene.caseId}/notifications/${heard.notificationId}`;
    await scene.post(`${notification}/acknowledgement`, {}, deputy.officerId);
  }
  await scene.until(async () => (await scene.case()).awaiting.length === 0);
}

async function takeTheSecondCall(scene: Scene): Promise<void> {
  const person = { sex: 'female', ageYears: 80, clothing: '深蓝色棉袄，黑布鞋' };
  const lastSeen = { point: { lon: 120.4095, lat: 30.1405 } };
  const intake = { category: 'dementia', lastSeen, person };
  await scene.post('/v1/missing-persons', intake, 'qianqing-duty-1', 409);
  await scene.onCase('reports', { person }, 'qianqing-duty-1');
}

async function sweepCameras(scene: Scene): Promise<void> {
  const path = await scene.openTask('cameraSweep');
  await scene.post(`${path}/report`, { finding: 'something', note: '向东南步行' }, 'qianqing-duty-1');
}

async function sendThePatrol(scene: Scene): Promise<void> {
  const patrol = await scene.onDuty('qianqing', 'patrolOfficer');
  const path = await scene.openTask('roadPatrol');
  await scene.post(`${path}/assignment`, { officerId: patrol.officerId }, 'qianqing-duty-1');
  const heard = await scene.untilReached(patrol);
  if ('link' in heard) await scene.post(heard.link, { finding: 'nothing' }, null);
  else await scene.post(`${path}/report`, { finding: 'nothing' }, patrol.officerId);
}

async function reportASighting(scene: Scene): Promise<void> {
  const seen = { point: { lon: 120.4146, lat: 30.1329 }, direction: 135, placeDescription: '104国道联兴段' };
  await scene.onCase('sightings', seen, 'qianqing-duty-1');
  await scene.untilHeard('有新线索');
}

async function askThePublic(scene: Scene): Promise<void> {
  await scene.decide('appeal', { show: ['category', 'sex', 'age'], placeText: '钱清、衙前一带' });
  const { appeal } = await scene.case();
  await scene.post(`/p/${appeal?.appealId}/tips`, { text: '群贤路西口公交站坐着一位老人' }, null);
}

async function handTheShiftOver(scene: Scene): Promise<void> {
  const path = '/v1/stations/qianqing/handovers';
  const cases = [{ caseId: scene.caseId, note: '重点看群贤路沿线' }];
  await scene.post(path, { notes: '走失老人仍在搜寻', cases }, 'qianqing-duty-1');
  const shown = await scene.client.get(path, 'qianqing-duty-2');
  const [handover] = handoversSchema.parse(shown.body).handovers;
  await scene.post(`${path}/${handover?.handoverId}/acceptance`, {}, 'qianqing-duty-2');
}

async function judgeTheTip(scene: Scene): Promise<void> {
  const [tip] = (await scene.case()).tips;
  const judgement = { decision: 'sighting', point: { lon: 120.42, lat: 30.1214 } };
  await scene.onCase(`tips/${tip?.tipId}/triage`, judgement, 'qianqing-duty-1');
}

/** The case, its people and their telephones. */
class Scene {
  readonly client: PatientClient;
  caseId = '';

  constructor(client: PatientClient) {
    this.client = client;
  }

  /** Sends a command that must be accepted, unless `expect` says otherwise; as nobody if the officer is null. */
  async post(
    path: string,
    json: object,
    officerId: string | null = 'yaqian-duty-1',
    expect?: number,
  ): Promise<PatientAnswer> {
    const answer = await this.client.post(path, json, { officerId: officerId ?? undefined });
    if (expect === undefined ? answer.status >= 300 : answer.status !== expect)
      throw unexpected(path, answer);
    return answer;
  }

  /** Adds something to the case. */
  async onCase(what: string, json: object, officerId = 'yaqian-duty-1'): Promise<void> {
    await this.post(`/v1/missing-persons/${this.caseId}/${what}`, json, officerId);
  }

  /** Decides on the case as it is now; looks again when it has changed meanwhile. */
  async decide(what: string, json: object): Promise<void> {
    const officerId = 'yaqian-duty-1';
    const path = `/v1/missing-persons/${this.caseId}`;
    for (let look = 0; look < LOOKS; look += 1) {
      const { etag } = await this.client.get(path, officerId);
      const answer = await this.client.post(`${path}/${what}`, json, { officerId, ifMatch: etag });
      if (answer.status < 300) return;
      if (answer.status !== 412) throw unexpected(`${path}/${what}`, answer);
    }
    throw new Error(`The case changed ${LOOKS} times while ${what} was decided.`);
  }

  async case(): Promise<z.infer<typeof caseSchema>> {
    return caseSchema.parse(
      (await this.client.get(`/v1/missing-persons/${this.caseId}`, 'yaqian-duty-1')).body,
    );
  }

  async onDuty(stationId: string, role: string): Promise<OnDuty> {
    const { body } = await this.client.get(`/v1/stations/${stationId}/roster`, 'admin-1');
    const officer = rosterSchema.parse(body).onDuty.find((each) => each.role === role)?.officers[0];
    if (officer === undefined) throw new Error(`Nobody is ${role} at ${stationId}.`);
    return officer;
  }

  /** Path of an open task of Qianqing's. */
  async openTask(kind: string): Promise<string> {
    const found = await this.untilFound(async () => {
      const { body } = await this.client.get(`/v1/cases/${this.caseId}/tasks`, 'qianqing-duty-1');
      return tasksSchema
        .parse(body)
        .tasks.find((task) => task.stationId === 'qianqing' && task.kind === kind && task.status === 'open');
    });
    return `/v1/cases/${this.caseId}/tasks/${found.taskId}`;
  }

  /** Waits for the link that an officer is sent; or, if a kill came between claim and SMS, for the case to say "telephone them". */
  async untilReached({ officerId, telephone }: OnDuty): Promise<Heard> {
    return this.untilFound(async () => {
      const sent = (await this.messages()).filter(({ to }) => to === telephone);
      const links = sent.map(({ text }) => /\/l\/[\w-]{22}/.exec(text)?.[0]);
      const link = links.findLast((path) => path !== undefined);
      if (link !== undefined) return { link };
      const { body } = await this.client.get(`/v1/cases/${this.caseId}/notifications`, 'qianqing-duty-1');
      return telephoneSchema.parse(body).telephone.find((lost) => lost.officerId === officerId);
    });
  }

  /** Waits until somebody has been told this. */
  async untilHeard(words: string): Promise<void> {
    await this.until(async () => (await this.messages()).some(({ text }) => text.includes(words)));
  }

  async until(holds: () => Promise<boolean>): Promise<void> {
    await this.untilFound(async () => ((await holds()) ? true : undefined));
  }

  /** Looks until there is something; the client's patience ends it. */
  async untilFound<T>(find: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const found = await find();
      if (found !== undefined) return found;
      await sleep(POLL_MS);
    }
  }

  async messages(): Promise<ReceivedMessage[]> {
    return messagesSchema.parse((await this.client.get('/outbox.json')).body);
  }
}

function unexpected(path: string, { status, body }: PatientAnswer): Error {
  return new Error(`POST ${path}: ${status} ${JSON.stringify(body)}`);
}
