import { investigationStatuses, type CaseStatus } from '#platform/case/case-status.ts';

import type { KindRule } from './kind-rule.ts';

/** While the case goes on. */
const open: readonly CaseStatus[] = investigationStatuses.filter((status) => status !== 'closed');
/** While both stations work on it. */
const joint: readonly CaseStatus[] = ['investigating', 'located', 'arrested'];

/** What is said of a joint investigation. */
export const investigationKinds = {
  /** The other station is asked for its cooperation and has to answer in time. */
  cooperationRequested: { goesOutWhile: ['requested'], acknowledged: true },
  /** It has not: its chief is called, then the superior. */
  cooperationUnanswered: { goesOutWhile: ['requested'], acknowledged: true },
  /** The other station wants to know more before it answers. */
  cooperationMoreAsked: { goesOutWhile: ['moreAsked'] },
  /** The other station cooperates. */
  cooperationAccepted: { goesOutWhile: joint },
  /** The other station does not cooperate, and says why. */
  cooperationDeclined: { goesOutWhile: ['declined'] },
  /** A lead came in. One for named officers only is told to them alone. */
  leadAdded: { goesOutWhile: open },
  /** Somebody has drawn a conclusion from leads. */
  analysisAdded: { goesOutWhile: open },
  /** A coercive step waits for the chiefs of both stations. */
  stepApprovalNeeded: { goesOutWhile: open, acknowledged: true },
  /** The chiefs have approved a step, or one of them has refused it. */
  stepDecided: { goesOutWhile: open },
  /** A step was taken at once, its papers follow. */
  emergencyStepTaken: { goesOutWhile: open, acknowledged: true },
  /** The papers of such a step did not come in time: the superior. */
  papersOverdue: { goesOutWhile: open, acknowledged: true },
  /** It is known where the suspect is. */
  suspectLocated: { goesOutWhile: ['located'], acknowledged: true },
  /** It no longer is. */
  suspectLost: { goesOutWhile: ['investigating'] },
  /** Each station has its tasks for the arrest. */
  arrestPlanned: { goesOutWhile: ['located'] },
  /** The suspect is arrested: the requesting side is told at once. */
  suspectArrested: { goesOutWhile: ['arrested'], acknowledged: true },
  /** One station wants to close the case and needs the other's consent. */
  closingProposed: { goesOutWhile: open },
  /** It still does. */
  closingReminded: { goesOutWhile: open },
  /** The other station does not consent. */
  closingRefused: { goesOutWhile: open },
  /** The case has changed since the closing was proposed: the proposal is void. */
  closingVoided: { goesOutWhile: open },
  /** Both stations have closed the case. */
  investigationClosed: { goesOutWhile: ['closed'] },
  /** A suspended case goes on. */
  investigationResumed: { goesOutWhile: open, acknowledged: true },
  /** Another case has become part of this one. */
  caseMerged: { goesOutWhile: open },
  /** The transfer of the suspect has ended. */
  transferEnded: { goesOutWhile: open },
} as const satisfies Readonly<Record<string, KindRule>>;
