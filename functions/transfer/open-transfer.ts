import { startProcessEffect } from '#functions/process/process-machine.ts';
import { requirePast } from '#platform/command/require-past.ts';
import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { GENESIS_HASH } from '#platform/audit/audit-entry.ts';
import { authorizeAtStation } from '#platform/authorization/authorize.ts';
import { anyCaseSchema } from '#platform/case/case.ts';
import { caseLedger, loadCase, openCase } from '#platform/case/case-command.ts';
import { decisionOf, notifying } from '#platform/case/case-change.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { ledgerWrites } from '#platform/command/ledger.ts';
import { requireReply, type Decision } from '#platform/command/run-command.ts';
import type { Partnership } from '#platform/deployment/deployment.ts';
import { partnershipOfStation } from '#platform/deployment/partnership-of-station.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import { newCaseId } from '#platform/ids.ts';
import type { Platform } from '#platform/platform.ts';
import type { Write } from '#platform/store/item-store.ts';

import { signatory, type TransferChange } from './commands/transfer-change.ts';
import { toBothStations } from './commands/to-chiefs.ts';
import { commitmentOf, newCommitmentSalt } from './custody/commitment.ts';
import { custodyEntryWrites } from './custody/custody-entry-writes.ts';
import type { TransferCase } from './model/transfer-case.ts';
import type { Opening } from './requests/opening.ts';
import type { TransferPlatform } from './transfer-platform.ts';

/** An opening by an arrest. */
export interface ArrestedOpening extends Opening {
  /** Set when it was an emergency step whose papers follow. */
  readonly emergencyArrest?: true;
}

/** A transfer that opens in another command's transaction. */
export interface TransferOpening {
  readonly caseId: string;
  /** Everything of the new case: itself, its first event, audit and custody entry, its outbox. */
  readonly writes: readonly Write[];
}

/**
 * What a transaction has to write, in which somebody is arrested who is to be handed over: the transfer with its first custody
 * entry, so that nobody is held without one. The actor's station holds the suspect, the other one is to receive them.
 * @throws InvalidRequestError when the loss of liberty lies in the future, or the partnership is not the station's
 * @throws SignatureUnavailableError when the station's key cannot be used now
 */
export async function transferOpening(
  platform: TransferPlatform,
  request: ArrestedOpening,
  actor: OfficerActor,
  at: Date,
): Promise<TransferOpening> {
  const { next, event, effects, writes, reply } = await opened(platform, request, actor, at);
  return {
    caseId: next.caseId,
    writes: ledgerWrites({
      ledger: caseLedger(next),
      before: undefined,
      next,
      actor,
      action: 'transfer.open',
      at,
      event,
      generation: next.generation,
      effects: effects ?? [],
      writes: writes ?? [],
      reply,
    }),
  };
}

/**
 * Opens the transfer of a suspect whom the officer's station holds.
 * @throws InvalidRequestError as `transferOpening`, or when there is no such investigation
 */
export async function openTransfer(
  platform: TransferPlatform,
  actor: OfficerActor,
  request: Opening,
  idempotency: Idempotency,
): Promise<Reply> {
  await authorizeAtStation(platform, actor, 'transfer.open', actor.stationId);
  const reply = await openCase<TransferCase>(platform, {
    actor,
    action: 'transfer.open',
    idempotency,
    decide: async (at) => {
      await requireInvestigation(platform, request, partnershipOfHolder(platform, actor, request));
      return opened(platform, request, actor, at);
    },
  });
  return requireReply(reply);
}

async function opened(
  platform: TransferPlatform,
  request: ArrestedOpening,
  actor: OfficerActor,
  at: Date,
): Promise<Decision<TransferCase>> {
  requirePast('deprivedOfLibertyAt', request.deprivedOfLibertyAt, at);
  const partnership = partnershipOfHolder(platform, actor, request);
  const fresh = newCase(platform, partnership, request, actor, at);
  const { suspect, legalGrounds, measure, measureDocument } = request;
  const commit = (value: unknown) => commitmentOf(value, fresh.commitmentSalt);
  const { writes, custody } = await custodyEntryWrites(platform.signer, fresh, {
    type: 'takenIntoCustody',
    at: at.toISOString(),
    by: signatory(actor),
    receivingStationId: fresh.requestingStationId,
    happenedAt: fresh.legal.deprivedOfLibertyAt,
    suspectHash: commit(suspect),
    groundsHash: commit({ legalGrounds, measure, measureDocument }),
  });
  const next: TransferCase = { ...fresh, custody };
  const { severity, drill, investigationId, legal } = next;
  const change: TransferChange = {
    next,
    event: {
      type: 'opened',
      data: {
        severity,
        drill,
        investigationId,
        suspect,
        legalGrounds,
        legal,
        custodyEntry: custody.sequence,
      },
    },
    writes,
    effects: [startProcessEffect(next)],
    answer: { severity },
    replyStatus: 201,
  };
  const told = { ...toBothStations(next, 'transferOpened'), acknowledgedBy: actor };
  return decisionOf(notifying(change, [told], at), 1);
}

function newCase(
  { deployment }: Platform,
  { id, stations: [first, second] }: Partnership,
  request: ArrestedOpening,
  actor: OfficerActor,
  at: Date,
): Omit<TransferCase, 'custody'> {
  const { stationId } = actor;
  const openedAt = at.toISOString();
  const happenedAt = new Date(Math.min(at.getTime(), Date.parse(request.deprivedOfLibertyAt))).toISOString();
  return {
    caseId: newCaseId('ST', at, deployment.timeZone),
    kind: 'ST',
    partnershipId: id,
    requestingStationId: stationId === first ? second : first,
    assistingStationId: stationId,
    severity: request.severity,
    status: 'preparing',
    drill: request.drill,
    version: 1,
    generation: 1,
    processPart: 1,
    openedAt,
    openedBy: recordActor(actor),
    updatedAt: openedAt,
    awaiting: [],
    decisionsDue: [],
    auditHead: GENESIS_HASH,
    suspect: request.suspect,
    legalGrounds: request.legalGrounds,
    legal: {
      deprivedOfLibertyAt: happenedAt,
      measures: [{ measure: request.measure, since: happenedAt, document: request.measureDocument }],
      duties: [],
      extensions: [],
      travel: [],
    },
    ...(request.emergencyArrest === undefined ? {} : { emergencyArrest: true }),
    ...(request.investigationId === undefined ? {} : { investigationId: request.investigationId }),
    preparation: { documents: [], property: [] },
    contentVersion: 1,
    approvals: [],
    escapes: [],
    medicalEmergencies: [],
    commitmentSalt: newCommitmentSalt(),
    clockMemory: { warned: [], overdue: [] },
  };
}

function partnershipOfHolder(
  { deployment }: Platform,
  { stationId }: OfficerActor,
  { partnershipId }: Opening,
): Partnership {
  return partnershipOfStation(deployment, { stationId, partnershipId });
}

async function requireInvestigation(
  platform: Platform,
  { investigationId }: Opening,
  { id }: Partnership,
): Promise<void> {
  if (investigationId === undefined) return;
  const found = await loadCase(platform, investigationId, anyCaseSchema);
  if (found?.partnershipId === id && found.status !== 'closed') return;
  throw new InvalidRequestError([
    { field: 'investigationId', message: 'names no open investigation of the partnership' },
  ]);
}
