import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';

/**
 * The case as it is once nobody has to be looked for any more: nothing waits for an answer, no plan is due, the appeal is
 * withdrawn. From this commit on no alert is claimed; the process tells the stations to stand down.
 */
export function endSearch(
  state: MissingPersonCase,
  status: MissingPersonCase['status'],
  at: Date,
): MissingPersonCase {
  const { planNeeded: _, nextReviewAt: __, ...search } = state.search;
  return { ...withdrawnAppeal(state, at), status, search, awaiting: [] };
}

/** The case with its appeal withdrawn, if it has a live one. */
export function withdrawnAppeal(state: MissingPersonCase, at: Date): MissingPersonCase {
  if (state.appeal === undefined || state.appeal.withdrawnAt !== undefined) return state;
  return { ...state, appeal: { ...state.appeal, withdrawnAt: at.toISOString() } };
}
