import { startProcessEffect } from '#functions/process/process-machine.ts';
import { requirePast } from '#platform/command/require-past.ts';
import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { GENESIS_HASH } from '#platform/audit/audit-entry.ts';
import { authorizeAtStation } from '#platform/authorization/authorize.ts';
import { decisionOf } from '#platform/case/case-change.ts';
import { caseLedger, openCase } from '#platform/case/case-command.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { ledgerWrites } from '#platform/command/ledger.ts';
import { requireReply } from '#platform/command/run-command.ts';
import type { Deployment, Partnership } from '#platform/deployment/deployment.ts';
import { partnershipOfStation } from '#platform/deployment/partnership-of-station.ts';
import { newCaseId } from '#platform/ids.ts';
import type { Platform } from '#platform/platform.ts';
import type { Write } from '#platform/store/item-store.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import type { Opening } from '#functions/investigation/requests/opening.ts';

/**
 * Opens an investigation of the officer's station. The other station is told by the request for its cooperation, not before.
 * @throws InvalidRequestError when the partnership has to be named, or the offence lies in the future
 */
export async function openInvestigation(
  platform: Platform,
  actor: OfficerActor,
  opening: Opening,
  idempotency: Idempotency,
): Promise<Reply> {
  await authorizeAtStation(platform, actor, 'investigation.open', actor.stationId);
  const partnership = partnershipOfStation(platform.deployment, {
    stationId: actor.stationId,
    partnershipId: opening.partnershipId,
  });
  const reply = await openCase<InvestigationCase>(platform, {
    actor,
    action: 'investigation.open',
    idempotency,
    decide: (at) => {
      requirePast('offence.happenedAt', opening.offence.happenedAt, at);
      const next = newCase(platform.deployment, partnership, opening, actor, at);
      const { contentVersion } = next;
      return decisionOf(
        {
          next,
          event: openedEvent(next),
          effects: [startProcessEffect(next)],
          answer: { contentVersion },
          replyStatus: 201,
        },
        1,
      );
    },
  });
  return requireReply(reply);
}

/**
 * What a transaction of another command has to write with which an investigation begins: itself, its first event and audit
 * entry, and the start of its process.
 */
export function investigationOpening(
  deployment: Deployment,
  opening: Opening & { readonly partnershipId: string },
  actor: OfficerActor,
  at: Date,
): { readonly caseId: string; readonly writes: readonly Write[] } {
  const next = newCase(
    deployment,
    partnershipOfStation(deployment, { stationId: actor.stationId, partnershipId: opening.partnershipId }),
    opening,
    actor,
    at,
  );
  return {
    caseId: next.caseId,
    writes: ledgerWrites({
      ledger: caseLedger(next),
      before: undefined,
      next,
      actor,
      action: 'investigation.open',
      at,
      event: openedEvent(next),
      generation: next.generation,
      effects: [startProcessEffect(next)],
      writes: [],
      reply: { status: 201, body: { caseId: next.caseId } },
    }),
  };
}

function openedEvent({ severity, drill, offence, suspect, facts, legalBasis }: InvestigationCase) {
  return { type: 'opened', data: { severity, drill, offence, suspect, facts, legalBasis } };
}

function newCase(
  deployment: Deployment,
  { id, stations: [first, second] }: Partnership,
  { severity, drill, offence, suspect, facts, legalBasis }: Opening,
  actor: OfficerActor,
  at: Date,
): InvestigationCase {
  const openedAt = at.toISOString();
  return {
    caseId: newCaseId('JI', at, deployment.timeZone),
    kind: 'JI',
    partnershipId: id,
    requestingStationId: actor.stationId,
    assistingStationId: actor.stationId === first ? second : first,
    severity,
    status: 'opened',
    drill,
    version: 1,
    generation: 1,
    processPart: 1,
    openedAt,
    openedBy: recordActor(actor),
    updatedAt: openedAt,
    awaiting: [],
    decisionsDue: [],
    auditHead: GENESIS_HASH,
    contentVersion: 1,
    offence,
    suspect,
    facts,
    legalBasis,
    letterNumbers: [],
    steps: [],
    mergedFrom: [],
  };
}
