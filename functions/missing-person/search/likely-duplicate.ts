import { duplicateEvidence } from './duplicate-evidence.ts';
import type { DuplicateReason, MissingPersonReport } from './duplicate-evidence.ts';
import type { SearchSettings } from './search-profile.ts';

/** An open case as the comparison sees it. */
export type OpenCase = MissingPersonReport & { caseId: string };

/** An open case which may be about the same person. */
export type DuplicateCandidate = {
  caseId: string;
  /** The probability that both mean the same person, 0 to 1, on the evidence's judged weights. */
  score: number;
  /** The evidence for and against, strongest first. */
  reasons: DuplicateReason[];
};

/**
 * From this score on a case is offered as a link. The officer decides, so a needless offer costs one glance, while a missed
 * one makes two stations search for one person under two numbers: even odds are enough.
 */
export const DUPLICATE_THRESHOLD = 0.5;

/** log2 odds, before any evidence, that a new report is about the person of a given open case: one in eight. */
const PRIOR_BITS = -3;

/**
 * The open cases which may be about the person just reported, likeliest first. The evidence's weights are added to the prior
 * odds: `score = 1 / (1 + 2 ** -(prior + sum))`. Nothing is merged: these are offers.
 *
 * @example likelyDuplicates(intake, openCases, searchSettings.speeds)
 * // [{ caseId: 'MP-…', score: 0.97, reasons: ['sameLooks', 'sameAge', …] }]
 */
export function likelyDuplicates(
  intake: MissingPersonReport,
  openCases: OpenCase[],
  speeds: SearchSettings['speeds'],
): DuplicateCandidate[] {
  return openCases
    .map((openCase) => {
      const evidence = duplicateEvidence([intake, openCase], speeds);
      const bits = evidence.reduce((sum, piece) => sum + piece.bits, PRIOR_BITS);
      const reasons = evidence
        .toSorted((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
        .map(({ reason }) => reason);
      return { caseId: openCase.caseId, score: 1 / (1 + 2 ** -bits), reasons };
    })
    .filter(({ score }) => score >= DUPLICATE_THRESHOLD)
    .toSorted((a, b) => b.score - a.score || (a.caseId < b.caseId ? -1 : 1));
}
