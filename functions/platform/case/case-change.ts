import type * as z from 'zod';

import type { OfficerActor } from '#platform/actor/actor.ts';
import type { CaseAction } from '#platform/authorization/permission-table.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { requireReply, type Decision } from '#platform/command/run-command.ts';
import { ConflictError } from '#platform/errors.ts';
import {
  awaitingOf,
  openNotification,
  type NotificationRequest,
} from '#platform/notification/open-notification.ts';
import type { Effect } from '#platform/outbox/effect.ts';
import type { Platform } from '#platform/platform.ts';
import { PROCESS_WAIT } from '#platform/wait/wait.ts';

import { runCaseCommand } from './case-command.ts';
import type { CaseBase } from './case.ts';

/** What a command on a case comes to: a decision, before its reply is made. */
export interface CaseChange<C extends CaseBase> extends Omit<Decision<C>, 'reply'> {
  /** What the reply says besides case, status and version. */
  readonly answer?: Readonly<Record<string, unknown>>;
  /** HTTP status of the reply; default 200. */
  readonly replyStatus?: 200 | 201;
}

/** An officer's command on a case. */
export interface OfficerCommand {
  readonly caseId: string;
  readonly actor: OfficerActor;
  readonly idempotency: Idempotency;
  /** Version decided on; absent for additive commands, which the server rebases. */
  readonly ifMatch?: number;
}

/** What a command does to a case as it is now; undefined when nothing is due. */
export type Decide<C extends CaseBase> = (
  state: C,
  at: Date,
) => CaseChange<C> | undefined | Promise<CaseChange<C> | undefined>;

/**
 * Runs an officer's command on a case; see `runCaseCommand` for what it throws.
 * @param schema the case as its kind has it
 * @throws ConflictError when `decide` finds nothing to do
 */
export async function changeCase<C extends CaseBase>(
  platform: Platform,
  schema: z.ZodType<C>,
  action: CaseAction,
  command: OfficerCommand,
  decide: Decide<C>,
): Promise<Reply> {
  const reply = await runCaseCommand(platform, {
    ...command,
    schema,
    action,
    decide: async (state, at) => {
      const change = await decide(state, at);
      return change && decisionOf(change, state.version + 1);
    },
  });
  return requireReply(reply);
}

/** The decision with its reply: the case, its new status and version, and what the command has to answer besides. */
export function decisionOf<C extends CaseBase>(change: CaseChange<C>, version: number): Decision<C> {
  const { answer, replyStatus = 200, ...decision } = change;
  const { caseId, status } = change.next;
  return { ...decision, reply: { status: replyStatus, body: { ...answer, caseId, status, version } } };
}

/** The change, which also opens these notifications. */
export function notifying<C extends CaseBase>(
  change: CaseChange<C>,
  requests: readonly NotificationRequest[],
  at: Date,
): CaseChange<C> {
  const opened = requests.map((request) => openNotification(change.next, request, at));
  return {
    ...change,
    next: {
      ...change.next,
      awaiting: [...change.next.awaiting, ...opened.flatMap(({ notification }) => awaitingOf(notification))],
    },
    writes: [...(change.writes ?? []), ...opened.flatMap(({ writes }) => writes)],
    effects: [...(change.effects ?? []), ...opened.flatMap(({ effects }) => effects)],
  };
}

/** Both stations of a case, the requesting one first. */
export function stationsOf(
  state: Pick<CaseBase, 'requestingStationId' | 'assistingStationId'>,
): [requesting: string, assisting: string] {
  return [state.requestingStationId, state.assistingStationId];
}

/** Lets the case's own process look again after this command. */
export function wakeProcess(state: Pick<CaseBase, 'caseId' | 'version'>): Effect {
  return { type: 'wake', caseId: state.caseId, waits: [PROCESS_WAIT], version: state.version + 1 };
}

/**
 * Lets every process of the case look again after this command: its own, and each that still calls somebody. Whatever
 * changes where the case stands needs it, so that alerts which may no longer go out end at once.
 */
export function wakeAll(state: Pick<CaseBase, 'caseId' | 'version'>): Effect {
  return { type: 'wake', caseId: state.caseId, waits: ['*'], version: state.version + 1 };
}

/** @throws ConflictError `wrong-status` unless the case is in one of these statuses */
export function requireStatus<C extends Pick<CaseBase, 'status'>>(
  state: C,
  ...allowed: readonly C['status'][]
): void {
  if (allowed.includes(state.status)) return;
  throw new ConflictError(
    'wrong-status',
    `The case is "${state.status}"; this needs ${allowed.map((status) => `"${status}"`).join(' or ')}.`,
    { currentStatus: state.status, allowedStatuses: allowed },
  );
}
