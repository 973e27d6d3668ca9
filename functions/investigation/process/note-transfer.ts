import { decisionOf, notifying, stationsOf } from '#platform/case/case-change.ts';
import { runCaseCommand } from '#platform/case/case-command.ts';
import type { Platform } from '#platform/platform.ts';
import { settled, withNewContent } from '#functions/investigation/commands/investigation-change.ts';
import {
  investigationCaseSchema,
  type InvestigationCase,
} from '#functions/investigation/model/investigation-case.ts';

/** How a transfer has ended, for the investigation that it belongs to. Ids and a status only. */
export interface EndedTransfer {
  readonly investigationId: string;
  readonly transferId: string;
  readonly status: string;
}

/**
 * Notes in an investigation how the transfer of its suspect has ended, and tells both stations. Done twice it is done once;
 * a transfer that is not the investigation's own is none of its business, unless it was opened in place of one that was cancelled. Another end than the one noted before, such as a
 * release by order after the receipt, makes a proposed closing void.
 */
export async function noteTransfer(
  platform: Platform,
  { investigationId, transferId, status }: EndedTransfer,
): Promise<void> {
  await runCaseCommand(platform, {
    schema: investigationCaseSchema,
    caseId: investigationId,
    actor: { kind: 'system', process: 'suspect-transfer' },
    action: 'process.noteTransfer',
    decide: (state, at) => {
      const { transfer } = state;
      if (!isOwn(state, transferId) || (transfer?.transferId === transferId && transfer.status === status))
        return undefined;
      const next = { ...state, transfer: { transferId, status, toldAt: at.toISOString() } };
      const change = { next, event: { type: 'transferEnded', data: { transferId, status } } };
      const told = { kind: 'transferEnded', stationIds: stationsOf(state), toTopic: false } as const;
      const noted = notifying(change, [told], at);
      // Nobody has agreed to close the case over another end than the one that was known.
      const isOtherEnd = transfer?.status !== undefined && state.status !== 'closed';
      const settledChange = isOtherEnd ? settled(state, withNewContent(state, noted, at), at) : noted;
      return decisionOf(settledChange, state.version + 1);
    },
  });
}

/** Whether it is the transfer that the arrest has opened, or one that officers opened when that was cancelled. */
function isOwn({ transfer }: InvestigationCase, transferId: string): boolean {
  return transfer !== undefined && (transfer.transferId === transferId || transfer.status === 'cancelled');
}
