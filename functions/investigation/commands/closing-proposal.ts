import { ConflictError } from '#platform/errors.ts';
import type { ClosingProposal } from '#functions/investigation/model/closing.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';

/** The closing that is proposed. @throws ConflictError `no-proposal` */
export function requireProposal({ closing }: InvestigationCase): ClosingProposal {
  if (closing !== undefined) return closing;
  throw new ConflictError('no-proposal', 'No closing is proposed, or it became void when the case changed.');
}

/** @throws ConflictError `content-changed` unless the case has the content that is named */
export function requireContent({ contentVersion }: InvestigationCase, named: number): void {
  if (contentVersion === named) return;
  throw new ConflictError('content-changed', 'The case has changed: read it again, then decide.', {
    contentVersion,
  });
}

/** Whether a closing is proposed with the present content. One that a task's finding has overtaken can be proposed anew. */
export function isStanding({ closing, contentVersion }: InvestigationCase): boolean {
  return closing?.contentVersion === contentVersion;
}
