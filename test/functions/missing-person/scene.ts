import * as z from 'zod';

import { geographyFile, readGeography } from '#config/geography.ts';
import { searchSettings } from '#config/search-profiles.ts';
import type { OfficerCommand } from '#platform/case/case-change.ts';
import { intakeSchema } from '#functions/missing-person/requests/intake.ts';
import { openMissingPerson } from '#functions/missing-person/commands/open-missing-person.ts';
import {
  missingPersonCaseSchema,
  type MissingPersonCase,
} from '#functions/missing-person/model/missing-person-case.ts';
import type { SearchPlatform } from '#functions/missing-person/search-platform.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { casePartition } from '#platform/case/case.ts';
import { loadCase } from '#platform/case/case-command.ts';
import { caseEventSchema, statusFromEvents, type CaseEvent } from '#platform/case/case-event.ts';
import type { Idempotency } from '#platform/command/idempotency.ts';
import { notificationSchema, type Notification } from '#platform/notification/notification.ts';
import { outboxRowSchema, type Effect } from '#platform/outbox/effect.ts';
import type { Platform } from '#platform/platform.ts';
import { queryAll, type ItemStore } from '#platform/store/item-store.ts';
import { TASKS_PREFIX, stationTasksSchema, type Task } from '#platform/task/task.ts';
import { officer } from '#test/support/platform.ts';

/** The desk of the requesting station, the desk of the assisting one, a patrol, and the superior's liaison. */
export const yaqian = officer('yaqian', 'dutyOfficer');
export const qianqing = officer('qianqing', 'dutyOfficer');
export const patrol = officer('qianqing', 'patrolOfficer');
export const liaison = officer('liaison-centre', 'liaison');

/** Near the textile market, on Qianqing's side of the border; and the crossing of G104 and Qunxian Road. */
export const market = { lon: 120.4115, lat: 30.1455 };
export const crossing = { lon: 120.4235, lat: 30.1405 };

const geography = readGeography(geographyFile);

/** The platform with the example's geography and search numbers. */
export function withSearch<P extends Platform>(platform: P): P & SearchPlatform {
  return Object.assign(platform, { geography, searchSettings });
}

let keys = 0;

/** A request that has not been sent before. */
export function fresh(): Idempotency {
  keys += 1;
  return { scope: 'officer:test', key: `request-${keys}`, requestHash: `hash-${keys}` };
}

/** A command of an officer on a case that has not been sent before. */
export function by(actor: OfficerActor, caseId: string, ifMatch?: number): OfficerCommand {
  return { actor, caseId, idempotency: fresh(), ...(ifMatch === undefined ? {} : { ifMatch }) };
}

/** The grandmother of the mission, as Yaqian's caller describes her; `change` says what is different. */
export function grandmother(change: z.input<typeof intakeSchema> | object = {}) {
  return intakeSchema.parse({
    category: 'dementia',
    person: {
      name: '钱桂英',
      sex: 'female',
      ageYears: 78,
      description: '身材瘦小，白色短发',
      clothing: '蓝色棉袄，黑色布鞋',
    },
    lastSeen: { point: market, placeDescription: '中纺城北门' },
    meansOfTravel: 'onFoot',
    reporter: { name: '钱明', telephone: '13900000999', relation: '儿子' },
    ...change,
  });
}

/** Opens a case by the desk of Yaqian and returns its id. */
export async function opened(
  platform: SearchPlatform,
  intake = grandmother(),
  actor: OfficerActor = yaqian,
): Promise<string> {
  const reply = await openMissingPerson(platform, actor, intake, fresh());
  return z.string().parse(reply.body['caseId']);
}

/** The case as the store has it, whose status must be the one that its events tell. */
export async function stateOf(platform: Platform, caseId: string): Promise<MissingPersonCase> {
  const state = await loadCase(platform, caseId, missingPersonCaseSchema);
  if (state === undefined) throw new Error('There is no such case.');
  const told = statusFromEvents('MP', await eventsOf(platform.store, caseId));
  if (told !== state.status) throw new Error(`The case is ${state.status}, its events say ${told}.`);
  return state;
}

/** The timeline of a case. */
export async function eventsOf(store: ItemStore, caseId: string): Promise<CaseEvent[]> {
  const items = await queryAll(store, casePartition(caseId), 'EVENT#', caseEventSchema);
  return items.map(({ body }) => body);
}

/** The types of a case's events, in order; those of the notifications' own processes left out. */
export async function storyOf(store: ItemStore, caseId: string): Promise<string[]> {
  const events = await eventsOf(store, caseId);
  return events
    .map(({ type }) => type)
    .filter((type) => type !== 'deliveryFailed' && type !== 'acknowledged');
}

/** Every notification of a case, in the order in which they were opened. */
export async function notificationsOf(store: ItemStore, caseId: string): Promise<Notification[]> {
  const items = await queryAll(store, casePartition(caseId), 'NOTIFICATION#', notificationSchema);
  return items.map(({ body }) => body).toSorted((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt));
}

/** Every task of a case with its station. */
export async function allTasksOf(
  store: ItemStore,
  caseId: string,
): Promise<(Task & { readonly stationId: string })[]> {
  const items = await queryAll(store, casePartition(caseId), TASKS_PREFIX, stationTasksSchema);
  return items.flatMap(({ body: { stationId, tasks } }) => tasks.map((task) => ({ ...task, stationId })));
}

/** Every effect that a case's commands have left in the outbox. */
export async function effectsOf(store: ItemStore, caseId: string): Promise<Effect[]> {
  const items = await queryAll(store, casePartition(caseId), 'OUTBOX#', outboxRowSchema);
  return items.map(({ body }) => body.effect);
}
