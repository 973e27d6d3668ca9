import { requirePast } from '#platform/command/require-past.ts';
import type { OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import type { Amendment } from '#functions/investigation/requests/amendment.ts';

import { hastened } from './hasten-answer.ts';
import { changeContent, requireNotClosed } from './investigation-change.ts';

/**
 * Fills in or corrects what the case is about. Additive: of two officers who amend different members neither loses what the
 * other wrote. A case that becomes more urgent by it shortens the time to answer.
 * @throws InvalidRequestError when nothing is amended, or the offence lies in the future
 * @throws ConflictError when the case is closed
 */
export function amend(platform: Platform, command: OfficerCommand, amendment: Amendment): Promise<Reply> {
  const { severity, offence, suspect, facts, legalBasis } = amendment;
  if (Object.keys(amendment).length === 0)
    throw new InvalidRequestError([{ field: 'body', message: 'amends nothing' }]);
  return changeContent(platform, 'investigation.amend', command, (state, at) => {
    requireNotClosed(state);
    requirePast('offence.happenedAt', offence?.happenedAt, at);
    const change = {
      next: {
        ...state,
        ...(severity === undefined ? {} : { severity }),
        ...(offence === undefined ? {} : { offence }),
        ...(suspect === undefined ? {} : { suspect }),
        ...(facts === undefined ? {} : { facts }),
        ...(legalBasis === undefined ? {} : { legalBasis }),
      },
      event: { type: 'amended', data: { amendment } },
    };
    return hastened(platform.deployment, state, change, at);
  });
}
