import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';

import type { OfficerCommand } from '#platform/case/case-change.ts';
import { changeCase } from './case-change.ts';
import { withdrawnAppeal } from './end-search.ts';

/**
 * Takes the public appeal back: its page says that it is over, and takes no tips.
 * @throws ConflictError when none is live
 */
export function withdrawAppeal(platform: Platform, command: OfficerCommand): Promise<Reply> {
  return changeCase(platform, 'missingPerson.withdrawAppeal', command, (state, at) => {
    const next = withdrawnAppeal(state, at);
    if (next === state) throw new ConflictError('no-live-appeal', 'The case has no live appeal.');
    return { next, event: { type: 'appealWithdrawn', data: { appealId: next.appeal?.appealId } } };
  });
}
