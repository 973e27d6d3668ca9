import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { auditEntrySchema, firstBrokenEntry } from '#platform/audit/audit-entry.ts';
import { anyCaseSchema, casePartition, type AnyCase } from '#platform/case/case.ts';
import { runCaseCommand, type CaseCommand } from '#platform/case/case-command.ts';
import { caseEventSchema } from '#platform/case/case-event.ts';
import { idempotencyOf } from '#platform/command/idempotency.ts';
import {
  ConflictError,
  ItemTooLargeError,
  KeyReusedError,
  NotFoundError,
  PreconditionFailedError,
} from '#platform/errors.ts';
import { outboxRowSchema } from '#platform/outbox/effect.ts';
import type { Platform } from '#platform/platform.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { caseNow, openBareCase } from '#test/support/cases.ts';
import { officer, testPlatform } from '#test/support/platform.ts';

const actor = officer('qianqing', 'dutyOfficer');

/** An additive command that leaves a note. */
function note(caseId: string, text: string, extra: Partial<CaseCommand<AnyCase>> = {}): CaseCommand<AnyCase> {
  return {
    schema: anyCaseSchema,
    caseId,
    actor,
    action: 'missingPerson.reportSighting',
    decide: (state) => ({
      next: state,
      event: { type: 'noted', data: { text } },
      effects: [{ type: 'wake', caseId, waits: ['*'], version: state.version + 1 }],
      reply: { status: 201, body: { text } },
    }),
    ...extra,
  };
}

async function records(platform: Platform, caseId: string) {
  const [events, audit, outbox] = await Promise.all([
    queryAll(platform.store, casePartition(caseId), 'EVENT#', caseEventSchema),
    queryAll(platform.store, casePartition(caseId), 'AUDIT#', auditEntrySchema),
    queryAll(platform.store, casePartition(caseId), 'OUTBOX#', outboxRowSchema),
  ]);
  return {
    events: events.map((e) => e.body),
    audit: audit.map((e) => e.body),
    outbox: outbox.map((e) => e.body),
  };
}

describe('a command on a case', () => {
  it('commits the next version with exactly one event, one audit entry and its outbox rows', async () => {
    const platform = await testPlatform();
    const { caseId } = await openBareCase(platform);

    const reply = await runCaseCommand(platform, note(caseId, 'seen'));

    expect(reply).toEqual({ status: 201, body: { text: 'seen' }, version: 2 });
    const { events, audit, outbox } = await records(platform, caseId);
    expect(events.map(({ sequence, type }) => [sequence, type])).toEqual([
      [1, 'opened'],
      [2, 'noted'],
    ]);
    expect(audit.map(({ sequence, action, outcome }) => [sequence, action, outcome])).toEqual([
      [1, 'missingPerson.open', 'done'],
      [2, 'missingPerson.reportSighting', 'done'],
    ]);
    expect(outbox).toMatchObject([{ status: 'pending', effect: { type: 'wake', version: 2 } }]);
  });

  it('is rebased when it is additive: twenty at once all land, none is lost or doubled', async () => {
    const platform = await testPlatform();
    const { caseId } = await openBareCase(platform);
    const texts = Array.from({ length: 20 }, (_, index) => `note ${index}`);

    const results = await Promise.allSettled(
      texts.map((text) => runCaseCommand(platform, note(caseId, text))),
    );

    const landed = results.filter(({ status }) => status === 'fulfilled').length;
    const { events, audit } = await records(platform, caseId);
    expect(landed).toBe(texts.length);
    expect(
      events
        .filter(({ type }) => type === 'noted')
        .map(({ data }) => data['text'])
        .toSorted(),
    ).toEqual(texts.toSorted());
    expect(firstBrokenEntry(audit, (await caseNow(platform, caseId)).auditHead)).toBeUndefined();
  });

  it('is refused when it is a decision on another version', async () => {
    const platform = await testPlatform();
    const { caseId } = await openBareCase(platform);
    await runCaseCommand(platform, note(caseId, 'newer'));

    await expect(runCaseCommand(platform, note(caseId, 'late', { ifMatch: 1 }))).rejects.toThrow(
      PreconditionFailedError,
    );
    expect((await caseNow(platform, caseId)).version).toBe(2);
  });

  it('answers the same again for the same key and request, with one effect', async () => {
    const platform = await testPlatform();
    const { caseId } = await openBareCase(platform);
    const idempotency = idempotencyOf('officer:a', 'key-0001', { text: 'seen' });

    const replies = await Promise.all(
      Array.from({ length: 5 }, () => runCaseCommand(platform, note(caseId, 'seen', { idempotency }))),
    );

    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect((await records(platform, caseId)).events).toHaveLength(2);
  });

  it('answers a repeated decision the same although the version has moved on', async () => {
    const platform = await testPlatform();
    const { caseId } = await openBareCase(platform);
    const decision = note(caseId, 'go', {
      ifMatch: 1,
      idempotency: idempotencyOf('officer:a', 'key-0001', 'go'),
    });

    const first = await runCaseCommand(platform, decision);
    await runCaseCommand(platform, note(caseId, 'news'));

    expect(await runCaseCommand(platform, decision)).toEqual(first);
  });

  it('answers the same when its twin was carried out between its look and its decision', async () => {
    const platform = await testPlatform();
    const { caseId } = await openBareCase(platform);
    const idempotency = idempotencyOf('officer:a', 'key-0001', 'once');
    const twin = note(caseId, 'once', { idempotency });

    const reply = await runCaseCommand(platform, {
      ...twin,
      decide: async () => {
        await runCaseCommand(platform, twin);
        throw new ConflictError('done-already', 'Somebody has done this.');
      },
    });

    expect(reply).toMatchObject({ status: 201, body: { text: 'once' }, version: 2 });
    expect((await caseNow(platform, caseId)).version).toBe(2);
  });

  it('refuses a key that was used for another request', async () => {
    const platform = await testPlatform();
    const { caseId } = await openBareCase(platform);
    const as = (text: string) =>
      note(caseId, text, { idempotency: idempotencyOf('officer:a', 'key-0001', text) });
    await runCaseCommand(platform, as('one'));

    await expect(runCaseCommand(platform, as('two'))).rejects.toThrow(KeyReusedError);
    expect((await records(platform, caseId)).events).toHaveLength(2);
  });

  it('writes nothing at all when one of its records is too large', async () => {
    const platform = await testPlatform();
    const { caseId } = await openBareCase(platform);

    await expect(runCaseCommand(platform, note(caseId, 'x'.repeat(420_000)))).rejects.toThrow(
      ItemTooLargeError,
    );

    const { events, audit, outbox } = await records(platform, caseId);
    expect([events.length, audit.length, outbox.length]).toEqual([1, 1, 0]);
    expect((await caseNow(platform, caseId)).version).toBe(1);
  });

  it('writes nothing when nothing is due', async () => {
    const platform = await testPlatform();
    const { caseId } = await openBareCase(platform);

    expect(await runCaseCommand(platform, note(caseId, 'x', { decide: () => undefined }))).toBeUndefined();
    expect((await caseNow(platform, caseId)).version).toBe(1);
  });

  it('does not tell a station outside the partnership that the case exists', async () => {
    const platform = await testPlatform();
    const { caseId } = await openBareCase(platform);

    await expect(
      runCaseCommand(platform, note(caseId, 'x', { actor: officer('north-bank', 'dutyOfficer') })),
    ).rejects.toThrow(NotFoundError);
  });
});

describe('the audit chain of a case', () => {
  it('shows any altered, removed or swapped entry, and a truncation against the head', async () => {
    const platform = await testPlatform();
    const { caseId } = await openBareCase(platform);
    for (const text of ['one', 'two', 'three']) await runCaseCommand(platform, note(caseId, text));
    const { audit } = await records(platform, caseId);
    const { auditHead } = await caseNow(platform, caseId);
    expect(firstBrokenEntry(audit, auditHead)).toBeUndefined();

    fc.assert(
      fc.property(fc.nat(audit.length - 1), fc.constantFrom('alter', 'remove', 'swap'), (index, how) => {
        const changed = [...audit];
        const entry = changed[index];
        if (entry === undefined) return;
        if (how === 'alter') changed[index] = { ...entry, action: `${entry.action}x` };
        if (how === 'remove') changed.splice(index, 1);
        if (how === 'swap') changed.splice(index, 2, ...changed.slice(index, index + 2).toReversed());
        const untouched = JSON.stringify(changed) === JSON.stringify(audit);
        expect(firstBrokenEntry(changed, auditHead) === undefined).toBe(untouched);
      }),
    );
  });
});
