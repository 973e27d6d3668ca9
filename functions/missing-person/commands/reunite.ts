import * as z from 'zod';

import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import { boundedText } from '#functions/missing-person/model/person-details.ts';

import {
  changeCase,
  requireStatus,
  wakeProcess,
  type CaseChange,
  type OfficerCommand,
} from './case-change.ts';
import { requirePast } from './require-past.ts';

/** That the person is back with those they belong to. */
export const reunionSchema = z.strictObject({
  /** Who took them home, such as a daughter or a care home. */
  with: boundedText(100).optional(),
  /** Default: now. */
  at: z.iso.datetime().optional(),
  note: boundedText(1000).optional(),
});

/** That the person is back with those they belong to. */
export type Reunion = z.infer<typeof reunionSchema>;

/**
 * Records that a found person was brought home.
 * @throws ConflictError unless the person is found
 */
export function reunite(platform: Platform, command: OfficerCommand, reunion: Reunion): Promise<Reply> {
  return changeCase(platform, 'missingPerson.reunite', command, (state, at) =>
    decideReunite(state, reunion, at),
  );
}

function decideReunite(state: MissingPersonCase, told: Reunion, at: Date): CaseChange {
  requireStatus(state, 'found');
  requirePast('at', told.at, at);
  const reunion = { ...told, at: told.at ?? at.toISOString() };
  return {
    next: { ...state, status: 'reunited', reunion },
    event: { type: 'reunited', data: reunion },
    effects: [wakeProcess(state)],
  };
}
