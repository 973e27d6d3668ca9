import { notifying, wakeAll } from '#platform/case/case-change.ts';
import type { ProcessRun } from '#platform/case/process-step.ts';
import { afterFailedHandover } from '#functions/transfer/commands/receive.ts';
import { toChiefs } from '#functions/transfer/commands/to-chiefs.ts';
import { custodyEntryWrites } from '#functions/transfer/custody/custody-entry-writes.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';

import { takeStep } from './process-step.ts';

/** Ends a handover for which nobody has signed in time: custody stays where it was, both chiefs are told. */
export async function endHandover(platform: TransferPlatform, run: ProcessRun): Promise<void> {
  await takeStep(platform, run, 'endHandover', async (state, at) => {
    if (!isHandoverOver(state, at)) return undefined;
    const { writes, custody } = await custodyEntryWrites(platform.signer, state, {
      type: 'handoverTimedOut',
      at: at.toISOString(),
      by: { kind: 'system', process: 'suspect-transfer' },
    });
    return notifying(
      {
        next: { ...afterFailedHandover(state), custody },
        event: { type: 'handoverTimedOut', data: { releasedAt: state.handover?.releasedAt } },
        writes,
        effects: [wakeAll(state)],
      },
      [toChiefs(state, 'handoverTimedOut')],
      at,
    );
  });
}

/** Whether the time for the receipt is over. */
export function isHandoverOver({ status, handover }: TransferCase, at: Date): boolean {
  if (status !== 'handingOver' || handover === undefined) return false;
  return Date.parse(handover.windowEndsAt) <= at.getTime();
}
