import type * as z from 'zod';

import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { hashOf } from '#platform/audit/audit-entry.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { ConflictError, InvalidRequestError } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/platform.ts';

import { runBookCommand } from './book-command.ts';
import { handedOverCase } from './handed-over-case.ts';
import { handoverKey, type handoverWrittenSchema, type Handover } from './handover.ts';
import { openCasesOf } from './open-cases-of.ts';

/** What an outgoing officer says about one case. */
export interface CaseNote {
  readonly caseId: string;
  readonly note: string;
}

/**
 * Hands a shift over: the outgoing officer's notes together with how the station's open cases stand at that moment.
 * @throws ConflictError `roster-missing` before the station's first roster
 * @throws InvalidRequestError for a note on a case that is no open case of the station
 */
export async function writeHandover(
  platform: Platform,
  command: {
    readonly actor: OfficerActor;
    readonly stationId: string;
    readonly notes: string;
    readonly caseNotes: readonly CaseNote[];
    readonly idempotency: Idempotency;
  },
): Promise<Reply> {
  const { actor, stationId, notes, caseNotes, idempotency } = command;
  return runBookCommand(platform, {
    actor,
    action: 'handover.write',
    stationId,
    idempotency,
    decide: async (book, at) => {
      if (book === undefined)
        throw new ConflictError(
          'roster-missing',
          'The station has no roster yet. An administrator loads it.',
        );
      const handover: Handover = {
        handoverId: newId('H', at),
        stationId,
        writtenAt: at.toISOString(),
        writtenBy: recordActor(actor),
        notes,
        cases: await casesWithNotes(platform, stationId, caseNotes, at),
      };
      const key = handoverKey(stationId, handover.handoverId);
      return {
        next: book,
        event: { type: 'handoverWritten', data: summaryOf(handover) },
        writes: [{ kind: 'create', item: { key, entity: 'handover', body: handover } }],
        reply: { status: 201, body: replyBody(handover) },
      };
    },
  });
}

async function casesWithNotes(
  platform: Platform,
  stationId: string,
  caseNotes: readonly CaseNote[],
  at: Date,
): Promise<Handover['cases']> {
  const open = await openCasesOf(platform, stationId);
  const known = new Set(open.map(({ caseId }) => caseId));
  const strange = caseNotes.flatMap(({ caseId }, index) => (known.has(caseId) ? [] : [index]));
  if (strange.length > 0)
    throw new InvalidRequestError(
      strange.map((index) => ({
        field: `cases.${index}.caseId`,
        message: 'is no open case of this station',
      })),
    );
  const noteOn = new Map(caseNotes.map(({ caseId, note }) => [caseId, note]));
  return Promise.all(
    open.map((state) => handedOverCase(platform, stationId, state, noteOn.get(state.caseId), at)),
  );
}

/** What the timeline keeps: the hash ties it to the notes, which the handover holds. */
function summaryOf(handover: Handover): Record<string, unknown> {
  return {
    handoverId: handover.handoverId,
    caseIds: handover.cases.map(({ caseId }) => caseId),
    handoverHash: hashOf(handover),
  };
}

function replyBody({
  handoverId,
  stationId,
  writtenAt,
  cases,
}: Handover): z.infer<typeof handoverWrittenSchema> {
  const sum = (count: (of: Handover['cases'][number]) => number) =>
    cases.reduce((total, handedOver) => total + count(handedOver), 0);
  return {
    handoverId,
    stationId,
    writtenAt,
    openCases: cases.length,
    awaiting: sum(({ awaiting }) => awaiting.length),
    overdueTasks: sum(({ overdueTasks }) => overdueTasks),
  };
}
