import type { CaseBase } from '#platform/case/case.ts';
import { mayGoOut } from '#platform/notification/delivery-rules.ts';
import type { Leg, Notification } from '#platform/notification/notification.ts';

/** What a leg has to do next, decided from what is recorded and the time alone. */
export type LegStep =
  /** The whole station has not heard it yet. */
  | { readonly do: 'publishTopic' }
  /** The first level, or the one addressee, has not been called. */
  | { readonly do: 'callFirstLevel'; readonly level: number }
  /** Half the limit has passed without an acknowledgement. */
  | { readonly do: 'remind'; readonly level: number }
  /** The limit has passed, nobody holds the level, or nobody of it heard what needs no answer: call the next. */
  | { readonly do: 'climb'; readonly level: number }
  /** The last level's limit has passed: call it again. */
  | { readonly do: 'repeatLastLevel'; readonly level: number }
  /** Nothing before `until` but an acknowledgement, or the end of the case. */
  | { readonly do: 'awaitAcknowledgement'; readonly until: string }
  | { readonly do: 'awaitLimit'; readonly until: string }
  /** Nothing ever again. */
  | { readonly do: 'end'; readonly as: 'acknowledged' | 'stopped' | 'sent' };

/** What a leg has to work with besides its own record. */
export interface LegProspects {
  /** How many levels its ladder has. */
  readonly levels: number;
  /** Whether the SMS of its last call was taken over for somebody, or may still be. */
  readonly heard: boolean;
}

/**
 * The next step of a leg. The order of levels, the reminder between two of them and the end at the first acknowledgement,
 * or when somebody has heard what needs none, all follow from here, whatever was killed or woken in between.
 */
export function nextLegStep(
  state: Pick<CaseBase, 'status' | 'generation'>,
  notification: Pick<Notification, 'kind' | 'generation' | 'requiresAcknowledgement' | 'recipientId'>,
  leg: Leg,
  { levels, heard }: LegProspects,
  at: Date,
): LegStep {
  const isDue = (instant: string | undefined) => instant !== undefined && Date.parse(instant) <= at.getTime();
  const { level, remindAt, limitAt, status } = leg;
  if (!mayGoOut(notification, state)) return { do: 'end', as: status === 'open' ? 'stopped' : status };
  if (leg.topicDue) return { do: 'publishTopic' };
  if (status !== 'open') return { do: 'end', as: status };
  if (level === -1) return { do: 'callFirstLevel', level: 0 };
  if (!notification.requiresAcknowledgement) {
    const another = !heard && notification.recipientId === undefined && level < levels - 1;
    return another ? { do: 'climb', level: level + 1 } : { do: 'end', as: 'sent' };
  }
  if (limitAt === undefined || isDue(limitAt))
    return level < levels - 1 ? { do: 'climb', level: level + 1 } : { do: 'repeatLastLevel', level };
  if (isDue(remindAt)) return { do: 'remind', level };
  return remindAt === undefined
    ? { do: 'awaitLimit', until: limitAt }
    : { do: 'awaitAcknowledgement', until: remindAt };
}

/** When a level that was just called is reminded, and when its time is up. */
export interface LevelTimers {
  readonly remindAt?: string | undefined;
  readonly limitAt?: string | undefined;
}

/** What was called: how it went, and where it stands on the ladder. */
export interface LevelCall {
  readonly step: 'callFirstLevel' | 'remind' | 'climb' | 'repeatLastLevel';
  readonly reached: boolean;
  readonly isLastLevel: boolean;
  readonly limitSeconds: number;
}

/**
 * The timers of a leg after a call. A level that nobody holds is left at once; the last one stays, for it repeats at each
 * limit, then without a reminder in between. A message that needs no acknowledgement waits for nothing but its outcome.
 */
export function timersAfterCall(
  notification: Pick<Notification, 'requiresAcknowledgement'>,
  leg: Leg,
  { step, reached, isLastLevel, limitSeconds }: LevelCall,
  at: Date,
): LevelTimers {
  const after = (seconds: number) => new Date(at.getTime() + seconds * 1000).toISOString();
  if (!notification.requiresAcknowledgement) return {};
  if (step === 'remind') return { limitAt: reached || isLastLevel ? leg.limitAt : after(0) };
  if (!reached) return { limitAt: after(isLastLevel ? limitSeconds : 0) };
  return step === 'repeatLastLevel'
    ? { limitAt: after(limitSeconds) }
    : { remindAt: after(limitSeconds / 2), limitAt: after(limitSeconds) };
}
