import type * as z from 'zod';

import { recordActor, type OfficerActor, type PublicActor, type SystemActor } from '#platform/actor/actor.ts';
import { recordAccess } from '#platform/audit/access-log.ts';
import { authorizeOnCase, refuse } from '#platform/authorization/authorize.ts';
import type { CaseAction } from '#platform/authorization/permission-table.ts';
import { ForbiddenError, NotFoundError } from '#platform/errors.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import type { Ledger } from '#platform/command/ledger.ts';
import { runCommand, type Decision } from '#platform/command/run-command.ts';
import { mayGoOut } from '#platform/notification/delivery-rules.ts';
import type { Platform } from '#platform/platform.ts';

import { caseKey, caseListKey, type CaseBase } from './case.ts';

/** A command on an existing case. */
export interface CaseCommand<C extends CaseBase> {
  readonly schema: z.ZodType<C>;
  readonly caseId: string;
  /** An officer is checked against the permission table; processes and the public are named by their edges alone. */
  readonly actor: OfficerActor | SystemActor | PublicActor;
  readonly action: CaseAction | SystemAction;
  readonly idempotency?: Idempotency;
  readonly ifMatch?: number;
  readonly decide: (state: C, at: Date) => Promise<Decision<C> | undefined> | Decision<C> | undefined;
}

/** Steps that no officer takes: a process's own, and what the public sends. */
export type SystemAction = `process.${string}` | `public.${string}`;

/**
 * Runs a command on a case; see `runCommand`.
 * @throws NotFoundError when there is no such case, or none the actor may know of
 */
export async function runCaseCommand<C extends CaseBase>(
  platform: Platform,
  command: CaseCommand<C>,
): Promise<Reply | undefined> {
  return runCommand<C>(platform, {
    action: command.action,
    actor: command.actor,
    ...(command.idempotency === undefined ? {} : { idempotency: command.idempotency }),
    ...(command.ifMatch === undefined ? {} : { ifMatch: command.ifMatch }),
    load: () => loadAuthorized(platform, command),
    ledger: caseLedger,
    generation: (next) => next.generation,
    decide: async (state, at) => {
      if (state === undefined) throw new NotFoundError();
      const decision = await command.decide(state, at);
      return decision && { ...decision, next: upToDate(decision.next, at) };
    },
  });
}

/** The case with its time of change, and without what a station need not answer any more as the case now stands. */
function upToDate<C extends CaseBase>(next: C, at: Date): C {
  const { generation } = next;
  const awaiting = next.awaiting.filter(({ kind }) => mayGoOut({ kind, generation }, next));
  return { ...next, awaiting, updatedAt: at.toISOString() };
}

/** Opens a case: the command that writes version 1. `decide` draws the id; a clash draws again. */
export async function openCase<C extends CaseBase>(
  platform: Platform,
  command: {
    readonly actor: OfficerActor;
    readonly action: string;
    readonly idempotency?: Idempotency;
    readonly decide: (at: Date) => Promise<Decision<C>> | Decision<C>;
  },
): Promise<Reply | undefined> {
  return runCommand<C>(platform, {
    ...command,
    load: async () => undefined,
    ledger: caseLedger,
    generation: (next) => next.generation,
    decide: (_state, at) => command.decide(at),
  });
}

/** The case as it is, without asking who wants to know: for processes and for edges that ask themselves. */
export async function loadCase<C extends CaseBase>(
  platform: Platform,
  caseId: string,
  schema: z.ZodType<C>,
): Promise<C | undefined> {
  return (await platform.store.get(caseKey(caseId), schema))?.body;
}

/**
 * A case for an officer to read. The lookup is logged before it is answered; a closed case wants a stated purpose.
 * @throws NotFoundError when there is no such case, or none the officer may know of
 * @throws ForbiddenError when the role does not allow it, or a closed case is read without a purpose
 */
export async function readCase<C extends CaseBase>(
  platform: Platform,
  actor: OfficerActor,
  action: CaseAction,
  caseId: string,
  schema: z.ZodType<C>,
  purpose?: string,
): Promise<C> {
  const found = await loadCase(platform, caseId, schema);
  if (found === undefined) return refuse(platform, actor, action, caseId, new NotFoundError());
  await authorizeOnCase(platform, actor, action, found);
  if (found.status === 'closed' && purpose === undefined)
    return refuse(
      platform,
      actor,
      action,
      caseId,
      new ForbiddenError('purpose-required', 'The case is closed: state the purpose of reading it.'),
    );
  await recordAccess(platform.store, actor.stationId, {
    at: platform.clock.now().toISOString(),
    actor: recordActor(actor),
    action,
    outcome: 'read',
    target: caseId,
    ...(purpose === undefined ? {} : { reason: purpose }),
  });
  return found;
}

async function loadAuthorized<C extends CaseBase>(
  platform: Platform,
  { actor, action, caseId, schema }: CaseCommand<C>,
): Promise<C | undefined> {
  const found = await loadCase(platform, caseId, schema);
  if (actor.kind !== 'officer') return found;
  if (!isCaseAction(action)) throw new Error(`"${action}" is a step of a process, not of an officer.`);
  if (found === undefined) return refuse(platform, actor, action, caseId, new NotFoundError());
  await authorizeOnCase(platform, actor, action, found);
  return found;
}

function isCaseAction(action: CaseAction | SystemAction): action is CaseAction {
  return !action.startsWith('process.') && !action.startsWith('public.');
}

/** Where a case is kept, and in which list it shows. */
export function caseLedger(state: CaseBase): Ledger {
  const list = state.status === 'closed' ? 'CLOSED' : 'OPEN';
  return {
    id: state.caseId,
    key: caseKey(state.caseId),
    entity: 'case',
    index: { gsi1: caseListKey(state.partnershipId, list, state.openedAt, state.caseId) },
  };
}
