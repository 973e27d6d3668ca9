import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, expect, test } from 'vitest';
import * as z from 'zod';

import { exampleDeployment } from '#cli/run-local.ts';
import { databaseRecord } from '#local/system/database-record.ts';
import { keptCredentials } from '#local/system/credentials.ts';
import { readProcessRecord } from '#local/system/process-record.ts';
import { kindRules, type NotificationKind } from '#platform/notification/kinds/notification-kinds.ts';
import {
  deliverySchema,
  notificationSchema,
  type Notification,
} from '#platform/notification/notification.ts';
import { caseEventSchema } from '#platform/case/case-event.ts';
import { outboxRowSchema } from '#platform/outbox/effect.ts';

import { KilledSystem } from './support/killed-system.ts';
import { playUnderKills } from './support/missing-elder-under-kills.ts';
import { PatientClient } from './support/patient-client.ts';
import { eventually, processesWith } from './support/started-process.ts';
import { TableReader } from './support/table-reader.ts';

const KILLS = 50;
/** Half of them hit the system before it is up; the others within a second and a half after it is. */
const PLAN = { kills: KILLS, whileStarting: 0.5, longestRun: 1500 };
const LIMIT_MS = 600_000;
/** Before that everybody gives up, so that nothing of it is left running. */
const PATIENCE_MS = LIMIT_MS - 30_000;
const PACE_MS = 20;
/** How many levels a station's ladder has. */
const LEVELS = exampleDeployment().timers.ladder.length;

const messagesSchema = z.array(z.object({ at: z.string(), to: z.string(), text: z.string() }));
const replySchema = z.object({ reply: z.object({ status: z.int(), version: z.int().optional() }) });

const dataDirectory = mkdtempSync(join(tmpdir(), 'border815-kills-'));
const seed = Number(process.env['KILLS_SEED'] ?? Date.now() % 1_000_000);

afterAll(() => {
  // The database of this directory, which outlives every kill.
  for (const pid of processesWith(dataDirectory)) process.kill(pid, 'SIGKILL');
  rmSync(dataDirectory, { recursive: true, force: true });
});

test(`the case of the missing elder comes through ${KILLS} kills whole`, { timeout: LIMIT_MS }, async () => {
  const system = new KilledSystem(dataDirectory, await freePort());
  const over = new AbortController();
  const patience = setTimeout(() => over.abort(new Error('It took too long.')), PATIENCE_MS);
  const client = new PatientClient(system.url, over.signal);
  try {
    await system.start();
    const caseId = await inTime(over, async () => {
      const pace = (share: number) => until(() => system.kills >= share * KILLS, over.signal);
      const plan = { ...PLAN, random: seededRandom(seed) };
      const [played] = await Promise.all([playUnderKills(client, pace), system.suffer(plan)]);
      return played;
    });
    expect(system.kills).toBe(KILLS);
    // The kills did interrupt people.
    expect(client.repetitions).toBeGreaterThan(0);

    const records = await eventually(() => recordsAtRest(caseId), 60_000);
    expectNothingLostNorTwice(client, caseId, records);
    expectEverybodyTold(records, await messagesOf(client));
    const { body } = await client.get(`/v1/cases/${caseId}/audit?purpose=review`, 'yaqian-chief');
    expect(body).not.toHaveProperty('brokenAt');
  } catch (error) {
    throw new Error(`It did not come through with KILLS_SEED=${seed}.`, { cause: error });
  } finally {
    clearTimeout(patience);
    over.abort();
    await system.end();
  }
});

/** Runs what may take as long as it must, and ends everything else with it when it fails. */
async function inTime<T>(over: AbortController, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    over.abort(error);
    throw error;
  }
}

/** What the system itself has written down of a case. */
type Records = Awaited<ReturnType<typeof recordsOf>>;

async function recordsOf(caseId: string) {
  const port = readProcessRecord(join(dataDirectory, ...databaseRecord))?.port;
  if (port === undefined) throw new Error('The database is not written down.');
  const credentials = keptCredentials(join(dataDirectory, 'credentials.json'));
  const environment = { awsUrl: `http://127.0.0.1:${port}`, region: 'us-east-1' };
  const table = new TableReader({ environment, credentials });
  try {
    const all = await table.all();
    const bodiesOf = (entity: string) => all.filter((item) => item.entity === entity).map(({ body }) => body);
    return {
      status: z
        .object({ status: z.string() })
        .parse(bodiesOf('case').find((body) => body['caseId'] === caseId)).status,
      events: z.array(caseEventSchema).parse(bodiesOf('event')),
      audits: bodiesOf('audit'),
      replies: all
        .filter(({ entity }) => entity === 'idempotency')
        .map(({ sk, body }) => ({ key: sk, ...replySchema.parse(body).reply })),
      outbox: z.array(outboxRowSchema).parse(bodiesOf('outbox')),
      notifications: z.array(notificationSchema).parse(bodiesOf('notification')),
      deliveries: z.array(deliverySchema).parse(bodiesOf('delivery')),
    };
  } finally {
    table.close();
  }
}

/** The records, once nothing is under way any more. */
async function recordsAtRest(caseId: string): Promise<Records | undefined> {
  const records = await recordsOf(caseId);
  const underWay = [
    ...records.outbox.filter(({ status }) => status === 'pending'),
    ...records.notifications
      .flatMap(({ legs }) => Object.values(legs))
      .filter(({ status }) => status === 'open'),
    ...records.deliveries.filter(({ outcome }) => outcome === 'claimed'),
  ];
  return underWay.length === 0 ? records : undefined;
}

/** Each accepted command is one event and one audit entry of a person, and there are no others. */
function expectNothingLostNorTwice({ accepted }: PatientClient, caseId: string, records: Records): void {
  const { audits, events, outbox, replies, status } = records;
  expect(status).toBe('closed');
  const ofDutyBook = accepted.filter(({ what }) => what.includes('/handovers'));
  const ofCase = accepted.filter((command) => !ofDutyBook.includes(command));
  const versions = ofCase.map(({ key, what }) => {
    const kept = replies.filter((reply) => reply.key === key);
    expect({ what, kept: kept.length }).toEqual({ what, kept: 1 });
    return kept[0]?.version;
  });
  const byPeople = events.filter((event) => event.caseId === caseId && event.by.kind !== 'system');
  expect(byPeople.map(({ sequence }) => sequence).toSorted(ascending)).toEqual(versions.toSorted(ascending));
  const handovers = events.filter(({ type }) => type.startsWith('handover'));
  expect(handovers).toHaveLength(ofDutyBook.length);
  expect(audits).toHaveLength(events.length);

  const timeline = events.filter((event) => event.caseId === caseId).map(({ sequence }) => sequence);
  expect(timeline.toSorted(ascending)).toEqual(timeline.map((_, index) => index + 1));
  expect(outbox.filter((row) => row.status !== 'delivered')).toEqual([]);
}

/** Every station was told everything that was meant for it, and acknowledged at most once. */
function expectEverybodyTold(records: Records, messages: z.infer<typeof messagesSchema>): void {
  const { deliveries, events, notifications } = records;
  const acknowledged = events
    .filter(({ type }) => type === 'acknowledged')
    .map(({ data }) => `${String(data['notificationId'])} ${String(data['stationId'])}`);
  expect(acknowledged).toEqual([...new Set(acknowledged)]);
  const alert = notifications.find(({ kind }) => kind === 'missingPersonAlert');
  expect(acknowledged).toContain(`${alert?.notificationId} qianqing`);

  const kinds = notifications.map(({ kind }) => kind);
  for (const kind of ['missingPersonAlert', 'searchReplanned', 'searchReviewed', 'standDown'] as const)
    expect(kinds).toContain(kind);
  for (const notification of notifications)
    for (const stationId of Object.keys(notification.legs))
      expectStationTold(records, notification, stationId);
  // A message is published at most once: what a kill left in doubt is said at once, so that somebody telephones.
  const inDoubt = deliveries.filter(({ outcome }) => outcome !== 'published');
  const said = events.filter(({ type }) => type === 'deliveryFailed').map(({ data }) => data['deliveryId']);
  expect(said.toSorted()).toEqual(inDoubt.map(({ deliveryId }) => deliveryId).toSorted());

  const published = deliveries.filter(({ outcome }) => outcome === 'published');
  for (const [stationId, contact] of Object.entries({
    yaqian: '+8613900000101',
    qianqing: '+8613900000201',
  })) {
    const toTopic = published.filter((each) => each.stationId === stationId && each.channel === 'topic');
    const heard = messages.filter(({ to }) => to === contact);
    // What was published just before a kill may be in doubt, and was heard all the same.
    expect(heard.length).toBeGreaterThanOrEqual(toTopic.length);
  }
}

/**
 * Acknowledged; or said to somebody, unless every level was tried in vain (the case then names each to be telephoned); or
 * stopped because the case had come further first. Nothing was claimed after that.
 */
function expectStationTold({ deliveries, events }: Records, told: Notification, stationId: string): void {
  const { kind, legs, notificationId, openedAt, requiresAcknowledgement, toTopic } = told;
  const status = legs[stationId]?.status;
  const made = deliveries.filter(
    (each) => each.notificationId === notificationId && each.stationId === stationId,
  );
  const endedAt = events.find(({ type }) => type === endOf(kind))?.at ?? 'never';
  const late = made.filter(({ claimedAt }) => claimedAt > endedAt);
  expect({ kind, stationId, late, openedInTime: openedAt <= endedAt }).toMatchObject({
    late: [],
    openedInTime: true,
  });

  const calls = made.filter(({ channel }) => channel === 'sms');
  const heard = calls.some(({ outcome }) => outcome === 'published');
  const levelsInVain = new Set(heard ? [] : calls.map(({ level }) => level)).size;
  const byTopic = made.length - calls.length;
  expect({ kind, stationId, status, endedAt, toTopic, byTopic, heard, levelsInVain }).toSatisfy(() => {
    const topicTold = byTopic === (toTopic ? 1 : 0);
    if (status === 'stopped') return endedAt !== 'never' && byTopic <= 1;
    if (status === 'acknowledged') return topicTold || endedAt !== 'never';
    return topicTold && !requiresAcknowledgement && (heard || levelsInVain === LEVELS);
  });
}

/** The event that stops what of a kind has not been said yet; stand-downs go out whatever comes. */
function endOf(kind: NotificationKind): string | undefined {
  const statuses: readonly string[] = kindRules[kind].goesOutWhile;
  if (statuses.includes('closed')) return undefined;
  return statuses.includes('searching') ? 'found' : 'closed';
}

async function messagesOf(client: PatientClient): Promise<z.infer<typeof messagesSchema>> {
  return messagesSchema.parse((await client.get('/outbox.json')).body);
}

function ascending(a: number | undefined, b: number | undefined): number {
  return (a ?? 0) - (b ?? 0);
}

async function until(holds: () => boolean, signal: AbortSignal): Promise<void> {
  while (!holds()) {
    signal.throwIfAborted();
    await sleep(PACE_MS);
  }
}

/** Numbers in [0, 1) that a seed decides: mulberry32. */
function seededRandom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A port below those that are given to whoever names none, who could have it while the system is down. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
