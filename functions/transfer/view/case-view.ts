import { deliveriesOf, telephoneList } from '#functions/casework/telephone-list.ts';
import { missingOf } from '#functions/transfer/commands/request-approval.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';
import type { Platform } from '#platform/platform.ts';

import type { CaseView } from './case-view-schema.ts';
import { custodyClockView } from './custody-clock-view.ts';

/** What a transfer and the records beside it come to for an officer. */
export async function caseView({ store, deployment }: Platform, state: TransferCase): Promise<CaseView> {
  const deliveries = await deliveriesOf(store, state.caseId);
  const { commitmentSalt: _, ...shown } = state;
  return {
    ...shown,
    clock: custodyClockView(deployment.legalLimits, state),
    missing: missingOf(state.preparation, deployment),
    telephone: telephoneList(deliveries, state),
  };
}
