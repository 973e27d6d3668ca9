import { investigationOpening } from '#functions/investigation/commands/open-investigation.ts';
import { pairSettled } from '#functions/registry-hit/commands/close-pair.ts';
import type { HitPlatform } from '#functions/registry-hit/hit-platform.ts';
import { hitCaseSchema, type HitCase, type Verdict } from '#functions/registry-hit/model/hit-case.ts';
import type { VerdictRequest } from '#functions/registry-hit/requests/verdict.ts';
import { transferOpening } from '#functions/transfer/open-transfer.ts';
import { recordActor, type ActorRecord, type OfficerActor } from '#platform/actor/actor.ts';
import { answeredByDecision } from '#platform/case/answered-by-decision.ts';
import {
  changeCase,
  notifying,
  requireStatus,
  stationsOf,
  wakeAll,
  wakeProcess,
  type CaseChange,
  type OfficerCommand,
} from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Write } from '#platform/store/item-store.ts';

import { investigationOfHit } from './investigation-of-hit.ts';

/** So many officers decide. */
const DECIDING = 2;

/**
 * An officer says what they found. Two officers who found the same decide; who is undecided, or found otherwise than another,
 * leaves it open for a third. With the second "confirmed" a joint investigation begins, or a transfer when the person is held.
 * @throws ConflictError `wrong-status` when it was decided or withdrawn before
 * @throws SignatureUnavailableError when a transfer cannot be signed for; then nothing is written
 */
export function giveVerdict(
  platform: HitPlatform,
  command: OfficerCommand,
  request: VerdictRequest,
): Promise<Reply> {
  return changeCase(platform, hitCaseSchema, 'registryHit.verify', command, async (state, at) => {
    requireStatus(state, 'verifying');
    const { actor } = command;
    const given: Verdict = {
      verdict: request.verdict,
      checkedBy: request.checkedBy,
      by: recordActor(actor),
      at: at.toISOString(),
    };
    const verdicts = [...state.verdicts.filter(({ by }) => !isSame(by, given.by)), given];
    const change = await decided(platform, { ...state, verdicts }, given, request, actor, at);
    return answeredByDecision(platform.store, change, 'registryHitFound', actor, at);
  });
}

async function decided(
  platform: HitPlatform,
  state: HitCase,
  given: Verdict,
  request: VerdictRequest,
  actor: OfficerActor,
  at: Date,
): Promise<CaseChange<HitCase>> {
  const { verdict, checkedBy } = given;
  const data = { verdict, checkedBy };
  const alike = state.verdicts.filter((each) => each.verdict === verdict).length;
  if (verdict === 'undecided' || alike < DECIDING) {
    const decisionsDue = state.decisionsDue.filter(({ stationId }) => stationId !== actor.stationId);
    return {
      next: { ...state, decisionsDue: verdict === 'undecided' ? state.decisionsDue : decisionsDue },
      event: { type: 'verdictGiven', data },
      effects: [wakeProcess(state)],
      answer: { decided: false },
    };
  }
  const outcome = verdict === 'confirmed' ? 'confirmed' : 'refuted';
  const begun = outcome === 'confirmed' ? await followUp(platform, state, request, actor, at) : undefined;
  const next: HitCase = {
    ...state,
    status: 'closed',
    closedAt: at.toISOString(),
    outcome,
    decisionsDue: [],
    ...(begun === undefined ? {} : { followUp: begun.begun }),
  };
  const kind = outcome === 'confirmed' ? 'registryHitConfirmed' : 'registryHitRefuted';
  return notifying(
    {
      next,
      event: { type: outcome, data: { ...data, ...(begun === undefined ? {} : { followUp: begun.begun }) } },
      writes: [await pairSettled(platform.store, state, outcome), ...(begun?.writes ?? [])],
      effects: [wakeAll(state)],
      answer: { decided: true, outcome, ...(begun === undefined ? {} : { followUp: begun.begun }) },
    },
    [{ kind, stationIds: stationsOf(next), toTopic: true }],
    at,
  );
}

interface Begun {
  readonly begun: NonNullable<HitCase['followUp']>;
  readonly writes: readonly Write[];
}

async function followUp(
  platform: HitPlatform,
  { caseId, partnershipId, severity }: HitCase,
  { held }: VerdictRequest,
  actor: OfficerActor,
  at: Date,
): Promise<Begun> {
  if (held !== undefined) {
    const opening = await transferOpening(platform, { ...held, partnershipId, drill: false }, actor, at);
    return { begun: { caseId: opening.caseId, kind: 'ST' }, writes: opening.writes };
  }
  const opening = investigationOpening(
    platform.deployment,
    { ...investigationOfHit(caseId, at), partnershipId, severity },
    actor,
    at,
  );
  return { begun: { caseId: opening.caseId, kind: 'JI' }, writes: opening.writes };
}

function isSame(one: ActorRecord, other: ActorRecord): boolean {
  if (one.kind !== 'officer' || other.kind !== 'officer') return false;
  return one.officerId === other.officerId && one.stationId === other.stationId;
}
