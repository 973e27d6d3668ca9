import { recordActor } from '#platform/actor/actor.ts';
import { notifying, requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError, InvalidRequestError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { requirePast } from '#platform/command/require-past.ts';
import { MAX_PROPERTY_ITEMS, type Preparation } from '#functions/transfer/model/preparation.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';
import type {
  DocumentsRequest,
  HealthCheckRequest,
  PropertyRequest,
} from '#functions/transfer/requests/preparation.ts';

import { toChiefs } from './to-chiefs.ts';
import { changeTransfer, requireCustodian, withoutApproval, type TransferChange } from './transfer-change.ts';

/**
 * Records documents of the configured checklist. Additive, as every preparation; what was approved before is void then.
 * @throws InvalidRequestError naming a document that the checklist does not have
 */
export function recordDocuments(
  platform: Platform,
  command: OfficerCommand,
  { documents }: DocumentsRequest,
): Promise<Reply> {
  const known = platform.deployment.transferDocuments.map(({ id }) => id);
  documents.forEach(({ documentId }, index) => {
    if (known.includes(documentId)) return;
    const message = `must be one of ${known.join(', ')}`;
    throw new InvalidRequestError([{ field: `documents.${index}.documentId`, message }]);
  });
  return changeTransfer(platform, 'transfer.prepare', command, async (state, at) => {
    await requireCustodian(platform, 'transfer.prepare', state, command.actor);
    const recordedAt = at.toISOString();
    const told = new Map(documents.map((document) => [document.documentId, { ...document, recordedAt }]));
    const kept = state.preparation.documents.filter(({ documentId }) => !told.has(documentId));
    return prepared(
      state,
      'documentsRecorded',
      { documents: [...kept, ...told.values()] },
      { documents },
      at,
    );
  });
}

/** Records an examination, by the station that holds the suspect: also in hospital, before the clearance. */
export function recordHealthCheck(
  platform: Platform,
  command: OfficerCommand,
  examination: HealthCheckRequest,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.recordHealth', command, async (state, at) => {
    await requireCustodian(platform, 'transfer.recordHealth', state, command.actor);
    requirePast('at', examination.at, at);
    const healthCheck = {
      ...examination,
      at: examination.at ?? at.toISOString(),
      recordedAt: at.toISOString(),
      recordedBy: recordActor(command.actor),
    };
    return prepared(state, 'healthChecked', { healthCheck }, { healthCheck }, at);
  });
}

/** Lists what goes with the suspect. */
export function listProperty(
  platform: Platform,
  command: OfficerCommand,
  { items, struckItemIds }: PropertyRequest,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.prepare', command, async (state, at) => {
    await requireCustodian(platform, 'transfer.prepare', state, command.actor);
    const told = new Map(items.map((item) => [item.itemId, item]));
    const kept = state.preparation.property.filter(
      ({ itemId }) => !told.has(itemId) && !struckItemIds.includes(itemId),
    );
    const property = [...kept, ...told.values()];
    if (property.length > MAX_PROPERTY_ITEMS)
      throw new ConflictError('property-list-full', `The list takes ${MAX_PROPERTY_ITEMS} things.`);
    const listed = { property, propertyListedAt: at.toISOString() };
    return prepared(state, 'propertyListed', listed, { items, struckItemIds }, at);
  });
}

/** Assesses what the escort has to be ready for. */
export function assessEscortRisks(
  platform: Platform,
  command: OfficerCommand,
  escortRisks: NonNullable<Preparation['escortRisks']>,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.prepare', command, async (state, at) => {
    await requireCustodian(platform, 'transfer.prepare', state, command.actor);
    return prepared(state, 'escortRisksAssessed', { escortRisks }, { escortRisks }, at);
  });
}

/** The case with another preparation: the chiefs are asked anew, and told if they had been asked before. */
function prepared(
  state: TransferCase,
  type: string,
  change: Partial<Preparation>,
  data: Readonly<Record<string, unknown>>,
  at: Date,
): TransferChange {
  requireStatus(state, 'preparing', 'awaitingApproval', 'approved', 'appointed', 'hospitalised');
  const approvalsVoided = state.status !== 'preparing' && state.status !== 'hospitalised';
  const contentVersion = state.contentVersion + 1;
  const next: TransferCase = {
    ...withoutApproval(state),
    contentVersion,
    preparation: { ...state.preparation, ...change },
    ...(approvalsVoided ? { status: 'preparing' } : {}),
  };
  const told: TransferChange = {
    next,
    event: { type, data: { ...data, contentVersion, approvalsVoided } },
    answer: { contentVersion, approvalsVoided },
  };
  return approvalsVoided ? notifying(told, [toChiefs(next, 'transferApprovalsVoided')], at) : told;
}
