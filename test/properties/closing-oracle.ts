import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import type { CaseEvent } from '#platform/case/case-event.ts';

import type { Sent } from './play-course.ts';

/**
 * What a timeline says against the closing by both: nothing that an officer did may stand between what one station proposed and
 * what the other one consented to, and both must have named the same content.
 */
export function brokenClosing(
  events: readonly CaseEvent[],
  sent: readonly Sent<string>[],
  prepared: number,
): string[] {
  const byOfficers = events.filter(({ by }) => by.kind === 'officer');
  return byOfficers.flatMap((closed, index) => {
    if (closed.type !== 'closed') return [];
    const proposed = byOfficers[index - 1];
    if (proposed?.type !== 'closingProposed') return [`Closed after "${proposed?.type}", not a proposal.`];
    const stations = [proposed, closed].map(({ by }) => (by.kind === 'officer' ? by.stationId : ''));
    const content = contentNamedIn(sent, closed.sequence);
    return [
      ...(new Set(stations).size === 2 ? [] : [`Closed by ${stations.join(' and ')} alone.`]),
      ...(closed.sequence <= prepared || content === proposed.data['contentVersion']
        ? []
        : [`Proposed on content ${String(proposed.data['contentVersion'])}, closed on ${String(content)}.`]),
    ];
  });
}

/** The content that the consent named which was committed as this version. */
function contentNamedIn(sent: readonly Sent<string>[], version: number): unknown {
  const consent = sent.find(
    ({ operation, answer }) =>
      operation === 'consentClosing' &&
      answer.status === 200 &&
      typeof answer.body === 'object' &&
      answer.body !== null &&
      'version' in answer.body &&
      answer.body.version === version,
  );
  return consent !== undefined && 'contentVersion' in consent.json ? consent.json.contentVersion : undefined;
}

/** Steps that were carried out, or approved, without the word of a chief of each station, or a local officer. */
export function brokenGate({ steps }: Pick<InvestigationCase, 'steps'>): string[] {
  return steps.flatMap(({ stepId, status, emergency, decisions, execution }) => {
    if (emergency !== undefined || (status !== 'approved' && status !== 'executed')) return [];
    const stations = new Set(
      decisions.filter(({ decision }) => decision === 'approve').map(({ stationId }) => stationId),
    );
    return [
      ...(stations.size === 2 ? [] : [`Step ${stepId} is ${status} without both chiefs.`]),
      ...(status === 'executed' && execution?.localOfficerId === undefined
        ? [`Step ${stepId} was carried out without a local officer.`]
        : []),
    ];
  });
}
