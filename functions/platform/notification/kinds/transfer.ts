import { transferStatuses, type CaseStatus } from '#platform/case/case-status.ts';

import type { KindRule } from './kind-rule.ts';

/** While the suspect is held and the case is open: only then the custody clock runs. */
const held: readonly CaseStatus[] = transferStatuses.filter(
  (status) => !['escaped', 'freed', 'closed'].includes(status),
);
/** While the transfer is still to come. */
const pending: readonly CaseStatus[] = ['preparing', 'awaitingApproval', 'approved', 'appointed'];

/** What is said of a suspect transfer. */
export const transferKinds = {
  /** A suspect is held and is to be handed over. */
  transferOpened: { goesOutWhile: [...pending, 'handingOver', 'hospitalised'], acknowledged: true },
  /** Everything is prepared: both chiefs are asked. */
  transferApprovalNeeded: { goesOutWhile: ['awaitingApproval'], acknowledged: true },
  /** Both chiefs have approved: make an appointment. */
  transferApproved: { goesOutWhile: ['approved', 'appointed'] },
  /** A chief has refused. */
  transferApprovalRefused: { goesOutWhile: ['preparing', 'awaitingApproval'] },
  /** What was approved has changed: the approvals are void. */
  transferApprovalsVoided: { goesOutWhile: ['preparing', 'awaitingApproval'] },
  /** The stations meet, or meet at another time or place. */
  transferAppointed: { goesOutWhile: ['appointed', 'handingOver'] },
  /** Nobody was released at the appointed time. */
  appointmentMissed: { goesOutWhile: pending, acknowledged: true },
  /** The suspect is on the way over: the receipt is waited for. */
  suspectReleased: { goesOutWhile: ['handingOver'] },
  /** The receiving station did not take the suspect: custody stays where it was. */
  receiptRefused: { goesOutWhile: pending, acknowledged: true },
  /** Nobody signed the receipt in time: custody stays where it was. */
  handoverTimedOut: { goesOutWhile: pending, acknowledged: true },
  /** The receiving station holds the suspect. */
  suspectReceived: { goesOutWhile: ['received', 'closed'] },
  /** Nobody holds the suspect: both stations and the superior. Who gives the transfer up has not caught them. */
  suspectEscaped: { goesOutWhile: ['escaped', 'cancelled'], acknowledged: true },
  /** The suspect is held again. */
  suspectRecaptured: { goesOutWhile: held },
  /** The suspect is in hospital; a handover under way is off. */
  suspectHospitalised: { goesOutWhile: ['hospitalised'], acknowledged: true },
  /** The suspect may be moved again. */
  suspectMedicallyCleared: { goesOutWhile: held },
  /** The suspect was released by order. */
  suspectFreed: { goesOutWhile: ['freed', 'closed'] },
  /** The transfer will not take place. */
  transferCancelled: { goesOutWhile: ['cancelled', 'closed'] },
  /** A time limit of custody is near: both chiefs. */
  custodyDeadlineNear: { goesOutWhile: held, acknowledged: true },
  /** A time limit of custody has passed: the superior. */
  custodyDeadlineOverdue: { goesOutWhile: held, acknowledged: true },
} as const satisfies Readonly<Record<string, KindRule>>;
