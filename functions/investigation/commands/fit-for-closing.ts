import { caseKey } from '#platform/case/case.ts';
import { loadCase } from '#platform/case/case-command.ts';
import { requireStatus, stationsOf } from '#platform/case/case-change.ts';
import { ConflictError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { Write } from '#platform/store/item-store.ts';
import { transferCaseSchema } from '#functions/transfer/model/transfer-case.ts';
import type { ClosingProposal } from '#functions/investigation/model/closing.ts';
import type { CoerciveStep } from '#functions/investigation/model/coercive-step.ts';
import {
  investigationCaseSchema,
  type InvestigationCase,
} from '#functions/investigation/model/investigation-case.ts';

import { awaitsDecision, owesPapers } from './decisions-due.ts';

/** Where a transfer may stand when its investigation is closed: it is no longer open who is to have the suspect. */
const ended = ['received', 'freed', 'cancelled', 'closed'];

/**
 * Refuses an outcome that the case does not have: asked when a closing is proposed, and again when it is consented to.
 * @returns what the transaction has to check: that the transfer, and the case which this one becomes part of, still stand so
 * @throws ConflictError `papers-missing`, `approval-missing`, `transfer-open`, `not-transferred`, `wrong-status`, `no-case-to-merge-into`
 */
export async function fitForClosing(
  platform: Platform,
  state: InvestigationCase,
  { outcome, mergedInto }: Pick<ClosingProposal, 'outcome' | 'mergedInto'>,
): Promise<Write[]> {
  if (state.steps.some(owesPapers))
    throw new ConflictError('papers-missing', 'The papers of an emergency step are still missing.');
  if (state.steps.some((step) => isUndecidedEmergency(state, step)))
    throw new ConflictError(
      'approval-missing',
      'The chiefs have not yet decided on the papers of an emergency step.',
    );
  if (outcome === 'solved' || outcome === 'transferred') requireStatus(state, 'arrested');
  const checks = await checkTransferEnded(platform, state, outcome);
  return mergedInto === undefined ? checks : [...checks, await checkOpen(platform, state, mergedInto)];
}

function isUndecidedEmergency(state: InvestigationCase, step: CoerciveStep): boolean {
  return step.emergency !== undefined && stationsOf(state).some((station) => awaitsDecision(step, station));
}

async function checkTransferEnded(
  platform: Platform,
  { transfer }: InvestigationCase,
  outcome: ClosingProposal['outcome'],
): Promise<Write[]> {
  const linked =
    transfer === undefined ? undefined : await loadCase(platform, transfer.transferId, transferCaseSchema);
  if (linked !== undefined && !ended.includes(linked.status))
    throw new ConflictError('transfer-open', 'The transfer of the suspect has not ended yet.', {
      transferId: linked.caseId,
      transferStatus: linked.status,
    });
  const isReceived = linked?.status === 'received' || linked?.outcome === 'received';
  if (outcome === 'transferred' && !isReceived)
    throw new ConflictError('not-transferred', 'The suspect was not received by the other station.');
  if (linked === undefined) return [];
  return [{ kind: 'check', key: caseKey(linked.caseId), revision: linked.version }];
}

async function checkOpen(
  platform: Platform,
  { caseId, partnershipId, drill }: InvestigationCase,
  mergedInto: string,
): Promise<Write> {
  const target =
    mergedInto === caseId ? undefined : await loadCase(platform, mergedInto, investigationCaseSchema);
  const fits =
    target?.partnershipId === partnershipId && target.drill === drill && target.status !== 'closed';
  if (target === undefined || !fits)
    throw new ConflictError(
      'no-case-to-merge-into',
      'It can become part only of another open investigation of the same partnership.',
    );
  return { kind: 'check', key: caseKey(mergedInto), revision: target.version };
}
