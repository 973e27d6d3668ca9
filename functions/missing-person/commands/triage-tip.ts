import * as z from 'zod';

import { recordActor } from '#platform/actor/actor.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError, InvalidRequestError, NotFoundError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { Stored, Write } from '#platform/store/item-store.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import { tipKey, tipSchema, type Tip } from '#functions/missing-person/model/tip.ts';
import type { Triage } from '#functions/missing-person/requests/triage.ts';

import { requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import { changeCase, type CaseChange } from './case-change.ts';
import { withSighting } from './report-sighting.ts';

/**
 * Makes a sighting of a tip, or dismisses it. Only a sighting moves the search: a tip alone never does.
 * @throws NotFoundError when the case has no such tip
 * @throws ConflictError `tip-triaged` when somebody decided on it before; `wrong-status` when a sighting comes too late
 * @throws InvalidRequestError when neither the tip nor the officer says where
 */
export function triageTip(
  platform: Platform,
  command: OfficerCommand,
  tipId: string,
  triage: Triage,
): Promise<Reply> {
  return changeCase(platform, 'missingPerson.triageTip', command, async (state, at) => {
    const found = await platform.store.get(tipKey(state.caseId, tipId), tipSchema);
    if (found === undefined) throw new NotFoundError();
    if (found.body.triage !== undefined)
      throw new ConflictError('tip-triaged', 'Somebody has decided on this tip already.', {
        decision: found.body.triage.decision,
        decidedAt: found.body.triage.at,
      });
    const counted = { ...state, untriagedTips: Math.max(0, state.untriagedTips - 1) };
    const change =
      triage.decision === 'sighting'
        ? sightingOf(counted, found.body, triage, command, at)
        : dismissalOf(counted, tipId, triage);
    return { ...change, writes: [...(change.writes ?? []), triagedTip(found, triage, change, command, at)] };
  });
}

function sightingOf(
  state: MissingPersonCase,
  tip: Tip,
  triage: Triage,
  { actor }: OfficerCommand,
  at: Date,
): CaseChange {
  requireStatus(state, 'searching');
  const point = triage.point ?? tip.point;
  if (point === undefined)
    throw new InvalidRequestError([{ field: 'point', message: 'is needed: the tip names no place' }]);
  const { decision: _, ...told } = triage;
  // Without a time of its own a tip speaks of when it was written, not of when somebody read it.
  const seenAt = triage.seenAt ?? tip.seenAt ?? tip.receivedAt;
  const sighting = { ...told, point, seenAt, source: 'tip' as const, tipId: tip.tipId };
  return { ...withSighting(state, sighting, actor, at), replyStatus: 200 };
}

function dismissalOf(state: MissingPersonCase, tipId: string, { note }: Triage): CaseChange {
  return { next: state, event: { type: 'tipDismissed', data: { tipId, note } } };
}

function triagedTip(
  found: Stored<Tip>,
  { decision, note }: Triage,
  { answer }: CaseChange,
  { actor }: OfficerCommand,
  at: Date,
): Write {
  const sightingId = z.string().optional().parse(answer?.['sightingId']);
  const triage = { decision, note, sightingId, at: at.toISOString(), by: recordActor(actor) };
  const body: Tip = tipSchema.parse({ ...found.body, triage });
  return { kind: 'replace', item: { key: found.key, entity: 'tip', body }, revision: found.revision };
}
