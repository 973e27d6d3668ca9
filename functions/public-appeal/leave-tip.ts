import { runCaseCommand } from '#platform/case/case-command.ts';
import type { Idempotency } from '#platform/command/idempotency.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/platform.ts';
import { requirePast } from '#platform/command/require-past.ts';
import { missingPersonCaseSchema } from '#functions/missing-person/model/missing-person-case.ts';
import { tipKey, type Tip } from '#functions/missing-person/model/tip.ts';

import { countAgainstLimit, type Limit } from './count-against-limit.ts';
import { caseOfAppeal, requireLive } from './live-appeal.ts';
import type { TipRequest } from './routes.ts';

/** Who has really seen something writes once, and perhaps adds to it; households and offices share an address. */
const perSource: Limit = { count: 5, windowSeconds: 600 };
/** More than one desk can read in an hour: beyond it the appeal is being flooded. */
const perAppeal: Limit = { count: 120, windowSeconds: 3600 };

/** A tip as it came in. */
export interface TipCommand {
  readonly appealId: string;
  readonly tip: TipRequest;
  /** Network address of the sender; only counted, as a hash, and never kept with the tip. */
  readonly sourceIp: string;
  readonly idempotencyKey: string;
  readonly requestHash: string;
}

/**
 * Keeps a tip with the case for officers to judge. It alerts nobody and changes nothing of the search.
 * @returns whether the appeal belongs to a drill
 * @throws NotFoundError, GoneError when the appeal is not there, or over
 * @throws RateLimitedError when too many came from one address, or for one appeal
 * @throws InvalidRequestError when the person would have been seen in the future
 */
export async function leaveTip(
  platform: Platform,
  command: TipCommand,
): Promise<{ readonly drill: boolean }> {
  const { appealId, sourceIp } = command;
  const caseId = await caseOfAppeal(platform, appealId);
  const idempotency: Idempotency = {
    scope: `appeal:${appealId}`,
    key: command.idempotencyKey,
    requestHash: command.requestHash,
  };
  const reply = await runCaseCommand(platform, {
    schema: missingPersonCaseSchema,
    caseId,
    actor: { kind: 'public' },
    action: 'public.tip',
    idempotency,
    decide: async (state, at) => {
      requireLive(state, appealId);
      const tip = tipOf(command, at);
      requirePast('seenAt', tip.seenAt, at);
      const counters = await Promise.all([
        countAgainstLimit(platform.store, `${appealId} ${sourceIp}`, perSource, at),
        countAgainstLimit(platform.store, appealId, perAppeal, at),
      ]);
      return {
        next: { ...state, untriagedTips: state.untriagedTips + 1 },
        event: { type: 'tipReceived', data: { tipId: tip.tipId, appealId } },
        writes: [
          { kind: 'create', item: { key: tipKey(caseId, tip.tipId), entity: 'tip', body: tip } },
          ...counters,
        ],
        reply: { status: 202, body: { drill: state.drill } },
      };
    },
  });
  return { drill: reply?.body['drill'] === true };
}

function tipOf({ appealId, tip: { text, point, seenAt, contact } }: TipCommand, at: Date): Tip {
  return {
    tipId: newId('P', at),
    appealId,
    receivedAt: at.toISOString(),
    text,
    ...(point === undefined ? {} : { point }),
    ...(isWritten(seenAt) ? { seenAt: instantOf(seenAt) } : {}),
    ...(isWritten(contact) ? { contact } : {}),
  };
}

function isWritten(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

/** A form's local time is Asia/Shanghai's, which has had no summer time since 1991. */
function instantOf(time: string): string {
  return new Date(time.endsWith('Z') ? time : `${time}+08:00`).toISOString();
}
