import { setTimeout as sleep } from 'node:timers/promises';

import type { Actor } from '#platform/actor/actor.ts';
import { BusyError, ConflictError, DomainError, PreconditionFailedError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { ConditionFailedError, type Write } from '#platform/store/item-store.ts';
import type { Effect } from '#platform/outbox/effect.ts';

import { replayOf, type Idempotency, type Reply } from './idempotency.ts';
import { ledgerWrites, type Ledger, type LedgerState } from './ledger.ts';

/**
 * A command is tried again on the newer state this often before the caller is asked to come back. Each round of
 * contention lets one writer through, so this is how many may write to one case at the same instant.
 */
const ATTEMPTS = 40;
const BACKOFF_MS = 15;
const LONGEST_BACKOFF_MS = 250;

/** What a command does to a record: its next state, exactly one event, and what follows from it. */
export interface Decision<S extends LedgerState> {
  /** State after the command. Version, audit head and update time are set by the commit. */
  readonly next: S;
  readonly event: { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
  readonly writes?: readonly Write[];
  readonly effects?: readonly Effect[];
  readonly reply: Reply;
}

/** A command on one record. */
export interface Command<S extends LedgerState> {
  readonly action: string;
  readonly actor: Actor;
  /** Absent for steps of a process, whose decisions are harmless when repeated. */
  readonly idempotency?: Idempotency;
  /** Version that a decision was taken on; absent for additive commands, which are rebased. */
  readonly ifMatch?: number;
  /** The present state, after checking that the actor may do this; undefined when it is being created. */
  readonly load: () => Promise<S | undefined>;
  readonly ledger: (next: S) => Ledger;
  readonly generation: (next: S) => number;
  /** Decides on the present state; undefined means that nothing is due and nothing is written. */
  readonly decide: (
    state: S | undefined,
    at: Date,
  ) => Promise<Decision<S> | undefined> | Decision<S> | undefined;
}

/**
 * Runs a command: replay, load and authorise, decide, commit in one transaction; again on a newer state.
 * @returns the reply with the committed version, or undefined when nothing was due
 * @throws PreconditionFailedError when the record is not at `ifMatch`
 * @throws KeyReusedError when the idempotency key was used for something else
 * @throws BusyError when other writers kept winning; nothing was written
 */
export async function runCommand<S extends LedgerState>(
  platform: Platform,
  command: Command<S>,
): Promise<Reply | undefined> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const state = await command.load();
    const replay = command.idempotency && (await replayOf(platform.store, command.idempotency));
    if (replay !== undefined) return replay;
    if (command.ifMatch !== undefined && state?.version !== command.ifMatch)
      throw new PreconditionFailedError(state?.version ?? 0);
    const at = platform.clock.now();
    const decision = await decideOrReplay(platform, command, state, at);
    if (decision === undefined || 'status' in decision) return decision;
    const version = (state?.version ?? 0) + 1;
    try {
      await platform.store.transact(
        ledgerWrites({
          ledger: command.ledger(decision.next),
          generation: command.generation(decision.next),
          before: state,
          next: decision.next,
          actor: command.actor,
          action: command.action,
          at,
          event: decision.event,
          effects: decision.effects ?? [],
          writes: decision.writes ?? [],
          ...(command.idempotency === undefined ? {} : { idempotency: command.idempotency }),
          reply: decision.reply,
        }),
      );
      return { ...decision.reply, version };
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
    }
    await sleep(Math.random() * Math.min(BACKOFF_MS * attempt, LONGEST_BACKOFF_MS));
  }
  throw new BusyError();
}

/**
 * The decision; or, when it is refused because the same request was carried out a moment ago beside this one, that
 * request's reply.
 */
async function decideOrReplay<S extends LedgerState>(
  platform: Platform,
  command: Command<S>,
  state: S | undefined,
  at: Date,
): Promise<Decision<S> | Reply | undefined> {
  try {
    return await command.decide(state, at);
  } catch (error) {
    const refused = error instanceof DomainError ? command.idempotency : undefined;
    const replay = refused && (await replayOf(platform.store, refused));
    if (replay === undefined) throw error;
    return replay;
  }
}

/**
 * The reply of a command that always has something to do.
 * @throws ConflictError when nothing was due after all
 */
export function requireReply(reply: Reply | undefined): Reply {
  if (reply === undefined) throw new ConflictError('nothing-to-do', 'Nothing is left to be done here.');
  return reply;
}
