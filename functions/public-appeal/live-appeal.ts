import { loadCase } from '#platform/case/case-command.ts';
import { GoneError, NotFoundError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import {
  appealPointerKey,
  appealPointerSchema,
  type Appeal,
} from '#functions/missing-person/model/appeal.ts';
import {
  missingPersonCaseSchema,
  type MissingPersonCase,
} from '#functions/missing-person/model/missing-person-case.ts';

/** A live appeal and its case. Of the case, nothing but the drill mark is for the public. */
export interface LiveAppeal {
  readonly appeal: Appeal;
  readonly caseId: string;
  readonly drill: boolean;
}

/**
 * The appeal of that id.
 * @throws NotFoundError when there never was one
 * @throws GoneError when it was withdrawn, or the search has ended
 */
export async function liveAppeal(platform: Platform, appealId: string): Promise<LiveAppeal> {
  const state = await loadCase(platform, await caseOfAppeal(platform, appealId), missingPersonCaseSchema);
  if (state === undefined) throw new NotFoundError();
  return { appeal: requireLive(state, appealId), caseId: state.caseId, drill: state.drill };
}

/** Id of the case that an appeal is of, live or not. @throws NotFoundError when there never was such an appeal */
export async function caseOfAppeal({ store }: Platform, appealId: string): Promise<string> {
  const pointer = await store.get(appealPointerKey(appealId), appealPointerSchema);
  if (pointer === undefined) throw new NotFoundError();
  return pointer.body.caseId;
}

/** The case's appeal, if it is the one of that id and live. @throws GoneError when it is not */
export function requireLive({ appeal, status }: MissingPersonCase, appealId: string): Appeal {
  const isLive = status === 'searching' && appeal?.appealId === appealId && appeal.withdrawnAt === undefined;
  if (isLive) return appeal;
  throw new GoneError('appeal-over', 'This appeal is over. Thank you for looking.');
}
