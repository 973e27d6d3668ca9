import { ConflictError } from '#platform/errors.ts';
import type { ClosingProposal } from '#functions/investigation/model/closing.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';

/** The closing that is proposed with the present content. @throws ConflictError `no-proposal` */
export function requireProposal(state: InvestigationCase): ClosingProposal {
  const closing = standingProposal(state);
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

/** The closing that is proposed with the present content. One that a task's finding has overtaken can be proposed anew. */
export function standingProposal({
  closing,
  contentVersion,
}: InvestigationCase): ClosingProposal | undefined {
  return closing?.contentVersion === contentVersion ? closing : undefined;
}
