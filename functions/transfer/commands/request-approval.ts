import { notifying, requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Deployment } from '#platform/deployment/deployment.ts';
import { ConflictError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { Preparation } from '#functions/transfer/model/preparation.ts';

import { toChiefs } from './to-chiefs.ts';
import { changeTransfer } from './transfer-change.ts';

/**
 * Asks the chiefs of both stations to approve the transfer as it is prepared.
 * @throws ConflictError `preparation-incomplete` with what is `missing`
 */
export function requestApproval(platform: Platform, command: OfficerCommand): Promise<Reply> {
  return changeTransfer(platform, 'transfer.requestApproval', command, (state, at) => {
    requireStatus(state, 'preparing');
    const missing = missingOf(state.preparation, platform.deployment);
    if (missing.length > 0)
      throw new ConflictError('preparation-incomplete', `Still missing: ${missing.join(', ')}.`, { missing });
    const { contentVersion } = state;
    const next = {
      ...state,
      status: 'awaitingApproval' as const,
      approvals: [],
    };
    return notifying(
      { next, event: { type: 'approvalRequested', data: { contentVersion } }, answer: { contentVersion } },
      [toChiefs(next, 'transferApprovalNeeded')],
      at,
    );
  });
}

/** What has to be there before the chiefs can be asked, and is not: ids of documents, and names of parts. */
export function missingOf(
  { documents, healthCheck, propertyListedAt, escortRisks }: Preparation,
  { transferDocuments }: Pick<Deployment, 'transferDocuments'>,
): string[] {
  const recorded = new Set(documents.map(({ documentId }) => documentId));
  return [
    ...transferDocuments
      .filter(({ id, required }) => required && !recorded.has(id))
      .map(({ id }) => `document:${id}`),
    ...(healthCheck === undefined ? ['healthCheck'] : []),
    ...(healthCheck?.condition === 'unfit' ? ['fitness'] : []),
    ...(propertyListedAt === undefined ? ['propertyList'] : []),
    ...(escortRisks === undefined ? ['escortRisks'] : []),
  ];
}
