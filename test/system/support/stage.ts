import { randomUUID } from 'node:crypto';

import * as z from 'zod';

import type { OutboxMessage } from '#cli/demo/demo-system.ts';

import { rosterOfficer, type TestOfficer } from './test-officer.ts';
import type { TestSystem } from './test-system.ts';
import { send, type WireAnswer } from './wire.ts';

/** A request of somebody with a token, or of anybody. */
export interface StageRequest {
  readonly as?: TestOfficer;
  readonly method: string;
  readonly path: string;
  readonly json?: unknown;
  readonly ifMatch?: string;
  /** Default: a new one for everything but GET. */
  readonly key?: string;
  readonly accept?: string;
}

const openedSchema = z.object({ caseId: z.string() });
const tasksSchema = z.object({
  tasks: z.array(z.object({ taskId: z.string(), stationId: z.string(), status: z.string() })),
});
const uploadSchema = z.object({
  photoId: z.string(),
  upload: z.object({ url: z.url(), headers: z.record(z.string(), z.string()).default({}) }),
});

/** On the border, so that both stations have something to search. */
export const AT_THE_BORDER = { lon: 120.4035, lat: 30.1445 };

/** The segments of a JPEG file, with `text` instead of a scan's coded data. */
export function jpegWith(text: string): Buffer {
  const start = Buffer.from('ffd8ffe000104a46494600010100000100010000ffda0008010100003f00', 'hex');
  return Buffer.concat([start, Buffer.from(text), Buffer.from('ffd9', 'hex')]);
}

/** What the photos of this stage are. */
export const JPEG = jpegWith('no picture');

/**
 * Brings a running system into the states that a test needs, over HTTP as officers do it. Cases are as unlike each other
 * as it takes not to be thought the same person.
 */
export class Stage {
  readonly system: TestSystem;
  /** Who does things unless said otherwise: the desk of the requesting station. */
  readonly desk = rosterOfficer('yaqian-duty-1');
  #people = 0;

  constructor(system: TestSystem) {
    this.system = system;
  }

  /** Sends a request whatever comes of it. */
  async send({
    as,
    method,
    path,
    json,
    ifMatch,
    key,
    accept = 'application/json',
  }: StageRequest): Promise<WireAnswer> {
    const idempotencyKey = key ?? (method === 'GET' ? undefined : randomUUID());
    return send(this.system.url, {
      method,
      path,
      headers: {
        accept,
        ...(as === undefined ? {} : { authorization: `Bearer ${await this.system.token(as)}` }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
  }

  /** Sends a request that must succeed, and lets everything happen that follows. @throws Error when it is refused */
  async succeed<T>(request: StageRequest, schema: z.ZodType<T>): Promise<T> {
    const answer = await this.send(request);
    if (answer.status >= 400)
      throw new Error(`${request.method} ${request.path}: ${answer.status} ${answer.text.slice(0, 600)}`);
    await this.system.settle();
    return schema.parse(JSON.parse(answer.text));
  }

  /** A moment an hour ago. */
  earlier(): string {
    return new Date(this.system.now() - 3_600_000).toISOString();
  }

  /** An intake that nobody can mistake for another of this stage's. */
  intake(): Record<string, unknown> {
    this.#people += 1;
    const person = {
      name: `老人${unheardOf(this.#people, 2)}`,
      sex: 'female',
      ageYears: 60 + ((this.#people * 7) % 40),
      clothing: unheardOf(this.#people + 500, 6),
    };
    return {
      category: 'dementia',
      person,
      lastSeen: { point: AT_THE_BORDER, placeDescription: '路口公交站' },
      meansOfTravel: 'onFoot',
    };
  }

  /** A new case of Yaqian's that is being searched, with its plan made. */
  async searching(): Promise<string> {
    const request = { as: this.desk, method: 'POST', path: '/v1/missing-persons', json: this.intake() };
    return (await this.succeed(request, openedSchema)).caseId;
  }

  /** A case whose person was found. */
  async found(condition: 'safe' | 'injured' = 'safe'): Promise<string> {
    const caseId = await this.searching();
    await this.change(caseId, 'found', { condition });
    return caseId;
  }

  /** A case whose report was withdrawn. */
  async withdrawn(): Promise<string> {
    const caseId = await this.searching();
    await this.decide(caseId, 'withdrawal', { reason: 'cancelled' });
    return caseId;
  }

  /** A case whose person is home. */
  async reunited(): Promise<string> {
    const caseId = await this.found();
    await this.decide(caseId, 'reunion', {});
    return caseId;
  }

  /** Something added to a case by the desk. */
  async change(caseId: string, what: string, json: object): Promise<Readonly<Record<string, unknown>>> {
    const request = { as: this.desk, method: 'POST', path: `/v1/missing-persons/${caseId}/${what}`, json };
    return this.succeed(request, z.record(z.string(), z.unknown()));
  }

  /** Something decided on a case by the desk, at its present version. */
  async decide(caseId: string, what: string, json: object): Promise<Readonly<Record<string, unknown>>> {
    const path = `/v1/missing-persons/${caseId}/${what}`;
    const request = { as: this.desk, method: 'POST', path, json, ifMatch: await this.etag(caseId) };
    return this.succeed(request, z.record(z.string(), z.unknown()));
  }

  /** Present ETag of a case, as a read gives it. */
  async etag(caseId: string): Promise<string> {
    const path = `/v1/missing-persons/${caseId}`;
    const { status, headers } = await this.send({ as: this.desk, method: 'GET', path });
    if (status !== 200 || headers.etag === undefined)
      throw new Error(`GET ${path} answered ${status} without ETag.`);
    return headers.etag;
  }

  /** A task of a station's that nobody has begun. */
  async openTask(caseId: string, stationId: string): Promise<string> {
    const request = { as: this.desk, method: 'GET', path: `/v1/cases/${caseId}/tasks` };
    const { tasks } = await this.succeed(request, tasksSchema);
    const task = tasks.find((each) => each.stationId === stationId && each.status === 'open');
    if (task === undefined) throw new Error(`${stationId} has no open task in ${caseId}.`);
    return task.taskId;
  }

  /** Id of the alert that the newest opening or reopening of a case sent out. */
  async alertOf(caseId: string): Promise<string> {
    const [newest] = (await this.system.items(`CASE#${caseId}`, 'NOTIFICATION#')).toReversed();
    return z.string().parse(newest?.body['notificationId']);
  }

  /** Present ETag of a station's roster. */
  async rosterEtag(stationId: string): Promise<string> {
    const path = `/v1/stations/${stationId}/roster`;
    const { headers, status } = await this.send({ as: rosterOfficer('admin-1'), method: 'GET', path });
    if (status === 404) return '"0"';
    if (headers.etag === undefined) throw new Error(`GET ${path} answered ${status} without ETag.`);
    return headers.etag;
  }

  /** A photo that was uploaded, and confirmed unless said otherwise. */
  async photo(caseId: string, confirmed = true, content = JPEG): Promise<string> {
    const announced = await this.change(caseId, 'photos', {
      contentType: 'image/jpeg',
      bytes: content.length,
    });
    const { photoId, upload } = uploadSchema.parse(announced);
    const response = await fetch(upload.url, {
      method: 'PUT',
      headers: { 'content-type': 'image/jpeg', ...upload.headers },
      body: new Uint8Array(content),
    });
    if (!response.ok) throw new Error(`The upload was answered ${response.status}: ${await response.text()}`);
    if (confirmed) await this.change(caseId, `photos/${photoId}/confirmation`, {});
    return photoId;
  }

  /** The live appeal of a case. */
  async appeal(caseId: string, show: readonly string[] = ['category', 'clothing']): Promise<string> {
    return z.string().parse((await this.decide(caseId, 'appeal', { show }))['appealId']);
  }

  /** A tip that nobody has looked at. */
  async tip(caseId: string, appealId: string): Promise<string> {
    const path = `/p/${appealId}/tips`;
    const json = { text: '公交站坐着一位老人', point: AT_THE_BORDER };
    await this.succeed({ method: 'POST', path, json }, z.unknown());
    const [newest] = (await this.system.items(`CASE#${caseId}`, 'TIP#')).toReversed();
    return z.string().parse(newest?.body['tipId']);
  }

  /** A handover of Yaqian's shift. */
  async handover(): Promise<string> {
    const path = `/v1/stations/${this.desk.stationId}/handovers`;
    const request = { as: this.desk, method: 'POST', path, json: { notes: '一切正常' } };
    return (await this.succeed(request, z.object({ handoverId: z.string() }))).handoverId;
  }

  /** The token of the link by which Qianqing's officer on duty can acknowledge the alert of a new case. */
  alertLink(): Promise<string> {
    return this.linkSentBy(() => this.searching());
  }

  /** The token of the link by which an officer of Yaqian can report a task of a new case. */
  async taskLink(): Promise<string> {
    const caseId = await this.searching();
    const taskId = await this.openTask(caseId, this.desk.stationId);
    const path = `/v1/cases/${caseId}/tasks/${taskId}/assignment`;
    const request = { as: this.desk, method: 'POST', path, json: { officerId: 'yaqian-patrol-1' } };
    return this.linkSentBy(() => this.succeed(request, z.unknown()));
  }

  /** The token of the link that `cause` makes the system send to somebody's telephone. */
  async linkSentBy(cause: () => Promise<unknown>): Promise<string> {
    const before = this.system.messages().length;
    await cause();
    const token = this.system
      .messages()
      .slice(before)
      .map(tokenIn)
      .find((each) => each !== undefined);
    if (token === undefined) throw new Error('No message with a link went out.');
    return token;
  }
}

/** Characters that no other call with another number gives. */
function unheardOf(number: number, length: number): string {
  return String.fromCodePoint(...Array.from({ length }, (_, index) => 0x4e00 + number * 8 + index));
}

function tokenIn({ text }: OutboxMessage): string | undefined {
  return /\/l\/([\w-]{22})/.exec(text)?.[1];
}
