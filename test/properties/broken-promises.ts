import * as z from 'zod';

import { auditEntrySchema, firstBrokenEntry } from '#platform/audit/audit-entry.ts';
import { caseBaseSchema, casePartition } from '#platform/case/case.ts';
import { loadCase } from '#platform/case/case-command.ts';
import { statusFromEvents } from '#platform/case/case-event.ts';
import type { Platform } from '#platform/platform.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { eventsOf } from '#test/functions/missing-person/scene.ts';

import type { Sent } from './play-course.ts';

const looseCaseSchema = caseBaseSchema.loose();
const versionSchema = z.object({ version: z.int() });

/**
 * What is wrong with a case after a course, whatever its kind: a command that was answered 2xx without exactly one event and
 * audit entry, an event of an officer that nobody was answered, a decision on another version than the one that it followed, a
 * request that was carried out twice or answered differently, a broken audit chain, a status that its events do not tell.
 * @param before version of the case when the course began
 */
export async function brokenPromises(
  platform: Platform,
  caseId: string,
  before: number,
  sent: readonly Sent<string>[],
  decides: (operation: string) => boolean,
): Promise<string[]> {
  const state = await loadCase(platform, caseId, looseCaseSchema);
  if (state === undefined) return ['The case is gone.'];
  const events = await eventsOf(platform.store, caseId);
  const audits = await queryAll(platform.store, casePartition(caseId), 'AUDIT#', auditEntrySchema);
  const done = new Map<string, Sent<string>>();
  const faults: string[] = [];
  for (const request of sent.filter(({ answer }) => answer.status < 300))
    if (!done.has(nameOf(request))) done.set(nameOf(request), request);
  for (const request of sent) {
    const first = done.get(nameOf(request));
    if (first !== undefined && isRepetition(request, first) && request.answer.text !== first.answer.text)
      faults.push(`${request.operation} was answered differently when it was repeated.`);
  }
  const answered = [...done.values()].map(({ operation, ifMatch, answer }) => {
    const { version } = versionSchema.parse(answer.body);
    if (decides(operation) && version !== ifMatch + 1)
      faults.push(`${operation} was decided on version ${ifMatch} and committed as ${version}.`);
    return version;
  });
  const byOfficers = events.filter(({ by, sequence }) => by.kind === 'officer' && sequence > before);
  const expected = byOfficers.map(({ sequence }) => sequence).join();
  if (answered.toSorted((one, other) => one - other).join() !== expected)
    faults.push(`Answered versions ${answered.join()}, but officers' events are ${expected}.`);
  if (events.some(({ sequence }, index) => sequence !== index + 1) || events.length !== state.version)
    faults.push('The timeline is not dense.');
  if (audits.length !== events.length) faults.push('Events and audit entries are not one to one.');
  const broken = firstBrokenEntry(
    audits.map(({ body }) => body),
    state.auditHead,
  );
  if (broken !== undefined) faults.push(`The audit chain breaks at ${broken}.`);
  const told = statusFromEvents(state.kind, events);
  if (told !== state.status) faults.push(`The case is ${state.status}, its events say ${told}.`);
  return [...faults, ...failures(sent)];
}

/** Whose key it is, and which: within them a request is carried out once. */
function nameOf({ actor, key }: Sent<string>): string {
  return `${actor.stationId}/${actor.officerId}/${key}`;
}

/** Whether it asks again for what had been carried out; of two at once the later one may be told to come again. */
function isRepetition(request: Sent<string>, first: Sent<string>): boolean {
  const isSame =
    request.operation === first.operation && request.json === first.json && request.ifMatch === first.ifMatch;
  return isSame && (request.round > first.round || request.answer.status < 300);
}

/** Requests that were neither carried out nor refused in words: a fault of the system, not of the officer. */
function failures(sent: readonly Sent<string>[]): string[] {
  return sent
    .filter(({ answer: { status } }) => status >= 500 && status !== 503)
    .map(({ operation, answer }) => `${operation} failed: ${answer.text}`);
}
