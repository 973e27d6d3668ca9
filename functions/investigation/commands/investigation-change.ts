import type { CaseAction } from '#platform/authorization/permission-table.ts';
import * as cases from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { Platform } from '#platform/platform.ts';
import {
  investigationCaseSchema,
  type InvestigationCase,
  type InvestigationStatus,
} from '#functions/investigation/model/investigation-case.ts';

import { withDecisionsDue } from './decisions-due.ts';

/** What a command on an investigation comes to. */
export type InvestigationChange = cases.CaseChange<InvestigationCase>;

type Decide = (state: InvestigationCase, at: Date) => InvestigationChange | Promise<InvestigationChange>;

/** Every status but the last. */
const open: readonly InvestigationStatus[] = [
  'opened',
  'requested',
  'moreAsked',
  'declined',
  'investigating',
  'located',
  'arrested',
];

/** The statuses in which the other station has agreed to cooperate. */
export const jointStatuses = ['investigating', 'located', 'arrested'] as const;

/**
 * Runs an officer's command that changes what the case is about: its content rises to the next version, and a closing that
 * was proposed on the former one is void. See `runCaseCommand` for what it throws.
 */
export function changeContent(
  platform: Platform,
  action: CaseAction,
  command: cases.OfficerCommand,
  decide: Decide,
): Promise<Reply> {
  return changeProcedure(platform, action, command, async (state, at) =>
    withNewContent(state, await decide(state, at), at),
  );
}

/** Runs an officer's command that leaves the case's content alone, such as those of its closing. */
export function changeProcedure(
  platform: Platform,
  action: CaseAction,
  command: cases.OfficerCommand,
  decide: Decide,
): Promise<Reply> {
  return cases.changeCase(platform, investigationCaseSchema, action, command, async (state, at) =>
    settled(state, await decide(state, at), at),
  );
}

/** The change as one of the case's content: a proposed closing is void, and both stations are told. */
export function withNewContent(
  before: InvestigationCase,
  change: InvestigationChange,
  at: Date,
): InvestigationChange {
  const { closing, ...rest } = change.next;
  const next = { ...rest, contentVersion: before.contentVersion + 1 };
  if (closing === undefined) return { ...change, next };
  return cases.notifying(
    {
      ...change,
      next,
      event: { ...change.event, data: { ...change.event.data, closingVoided: true } },
      answer: { ...change.answer, closingVoided: true },
    },
    [{ kind: 'closingVoided', stationIds: cases.stationsOf(next), toTopic: false }],
    at,
  );
}

/**
 * The change with what follows from every change: which decisions are due, and who has to look again. Each may move a timer,
 * so the process always looks; where the case stands elsewhere than before, so do the alerts.
 */
export function settled(
  before: InvestigationCase,
  change: InvestigationChange,
  at: Date,
): InvestigationChange {
  const { next } = change;
  const wake = next.status === before.status ? cases.wakeProcess(before) : cases.wakeAll(before);
  return {
    ...change,
    next: withDecisionsDue(next, at),
    effects: [...(change.effects ?? []), wake],
    answer: { ...change.answer, contentVersion: next.contentVersion },
  };
}

/** The station of the case that is not `stationId`. */
export function otherStation(state: InvestigationCase, stationId: string): string {
  return stationId === state.requestingStationId ? state.assistingStationId : state.requestingStationId;
}

/** @throws ConflictError `wrong-status` when the case is closed */
export function requireNotClosed(state: InvestigationCase): void {
  cases.requireStatus(state, ...open);
}
