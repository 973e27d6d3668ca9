import { startProcessEffect } from '#functions/process/process-machine.ts';
import type { NewHit } from '#functions/registry/matching/raise-pair.ts';
import type { SystemActor } from '#platform/actor/actor.ts';
import { GENESIS_HASH } from '#platform/audit/audit-entry.ts';
import { notifying, stationsOf, type CaseChange } from '#platform/case/case-change.ts';
import { caseLedger } from '#platform/case/case-command.ts';
import { addSeconds } from '#platform/clock.ts';
import { ledgerWrites } from '#platform/command/ledger.ts';
import { partnershipOf } from '#platform/deployment/deployment.ts';
import { newCaseId } from '#platform/ids.ts';
import type { Platform } from '#platform/platform.ts';
import type { Write } from '#platform/store/item-store.ts';

import type { HitCase } from './model/hit-case.ts';

const actor: SystemActor = { kind: 'system', process: 'registry-matching' };

/** The same document leaves no doubt who it is, only whether the document is theirs. */
const CERTAIN = 100;

/**
 * What a transaction has to write in which a pair is raised: the case with its first event and audit entry, the alert to both
 * stations, and the start of its process. The station that answers for the resident leads it.
 */
export async function hitOpening(
  { deployment }: Platform,
  hit: NewHit,
  at: Date,
): Promise<{ readonly caseId: string; readonly writes: readonly Write[] }> {
  const next = newCase(deployment, hit, at);
  const { caseId, residentId, noticeId, score, reasons, severity } = next;
  const change: CaseChange<HitCase> = {
    next,
    event: { type: 'opened', data: { residentId, noticeId, score, reasons, severity } },
    effects: [startProcessEffect(next)],
  };
  const told = { kind: 'registryHitFound', stationIds: stationsOf(next), toTopic: true } as const;
  const opened = notifying(change, [told], at);
  return {
    caseId,
    writes: ledgerWrites({
      ledger: caseLedger(opened.next),
      before: undefined,
      next: opened.next,
      actor,
      action: 'registryHit.open',
      at,
      event: opened.event,
      generation: opened.next.generation,
      effects: opened.effects ?? [],
      writes: opened.writes ?? [],
      reply: { status: 201, body: { caseId } },
    }),
  };
}

function newCase(
  deployment: Platform['deployment'],
  { partnershipId, residentId, owningStationId, noticeId, score, reasons }: NewHit,
  at: Date,
): HitCase {
  const [first, second] = partnershipOf(deployment, partnershipId).stations;
  const severity = score === CERTAIN ? 'critical' : 'urgent';
  const openedAt = at.toISOString();
  const { verifySeconds } = deployment.timers.registryHit;
  return {
    caseId: newCaseId('RH', at, deployment.timeZone),
    kind: 'RH',
    partnershipId,
    requestingStationId: owningStationId,
    assistingStationId: owningStationId === first ? second : first,
    severity,
    status: 'verifying',
    drill: false,
    version: 1,
    generation: 1,
    processPart: 1,
    openedAt,
    openedBy: actor,
    updatedAt: openedAt,
    awaiting: [],
    decisionsDue: [first, second].map((stationId) => ({
      kind: 'verdict',
      stationId,
      since: openedAt,
      dueAt: addSeconds(at, verifySeconds[severity]).toISOString(),
    })),
    auditHead: GENESIS_HASH,
    residentId,
    noticeId,
    score,
    reasons: [...reasons],
    verdicts: [],
    verifyUntil: addSeconds(at, verifySeconds[severity]).toISOString(),
  };
}
